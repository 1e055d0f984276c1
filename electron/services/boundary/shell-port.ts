import type { FileFilter, MessageBox } from '../context/desktop-port.ts';

/**
 * What the services ask of the shell, which alone speaks to Electron: dialogs, the window's title, the clipboard, the
 * browser and the system's store of secrets. Every call crosses a thread, so every answer is a promise and holds plain
 * data. Paths go this way only; the page never sees one.
 */
export type ShellPort = {
  /** Paths a person chose to read; null when they cancelled. */
  showOpen(filters: FileFilter[], multiple: boolean): Promise<string[] | null>;
  /** Where to write, with its extension, and asked about when something stands there; null when they cancelled. */
  showSave(suggestedName: string, filters: FileFilter[]): Promise<string | null>;
  showFolder(): Promise<string | null>;
  openExternal(url: string): Promise<boolean>;
  copyPicture(png: Uint8Array): Promise<void>;
  setTitle(title: string): Promise<void>;
  setEdited(edited: boolean): Promise<void>;
  ask(box: MessageBox): Promise<number>;
  /** The computer's proxy for an address, as a PAC file answers: `PROXY host:port; DIRECT`. */
  resolveProxy(address: string): Promise<string>;
};

/** The system's own store of secrets, by way of the shell. `store`: its name, null where there is none that protects. */
export type SecretPort = {
  store(): Promise<string | null>;
  protect(text: string): Promise<Uint8Array>;
  reveal(bytes: Uint8Array): Promise<string>;
};
