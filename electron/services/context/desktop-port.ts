/**
 * What the services may ask of the desktop they run on. Plain types, no 'electron': the shell implements it with
 * dialogs and windows (electron/shell/desktop.ts), the command line and the tests with an object of their own.
 *
 * The page never supplies a path. It holds tokens: 32 hexadecimal digits that stand for a file a person chose,
 * good for one purpose in one window.
 */

/** What a chosen file may be used for. A token given for one purpose is refused for every other. */
export type FilePurpose =
  | 'scenario-open'
  | 'scenario-save'
  | 'compare-open'
  | 'backup-restore'
  | 'export-all-save'
  | 'diagnostics-save'
  | 'key-recovery-save'
  | 'import'
  | 'template-save'
  | 'problems-save'
  | 'mapping-save'
  | 'mapping-open'
  | 'workbook-save'
  | 'workbook-open'
  | 'picture-save'
  | 'table-save'
  | 'report-save'
  | 'batch-open'
  | 'batch-folder'
  | 'councils-open'
  | 'region-folder'
  | 'charts-folder'
  | 'forecast-save'
  | 'delivery-folder'
  | 'source-folder';

export type FileFilter = { name: string; extensions: string[] };
export type ChosenFile = { path: string; token: string };

export type MessageBox = {
  kind: 'information' | 'question' | 'warning' | 'error';
  message: string;
  detail: string;
  /** Button words, the first is the default. */
  buttons: string[];
  /** Index answered when the box is closed without a choice. */
  cancel: number;
};

export type DesktopPort = {
  /** Asks for files to read; null when the person cancels. */
  showOpen(purpose: FilePurpose, filters: FileFilter[], multiple: boolean): Promise<ChosenFile[] | null>;
  /** Asks where to write; null when the person cancels. */
  showSave(purpose: FilePurpose, suggestedName: string, filters: FileFilter[]): Promise<ChosenFile | null>;
  /** Asks for a folder; null when the person cancels. */
  showFolder(purpose: FilePurpose): Promise<ChosenFile | null>;
  /** A token for a path the application itself knows (a recent file, a recovered working copy). */
  tokenOfPath(path: string, purpose: FilePurpose): string;
  /**
   * The path behind a token. Throws OutturnError `forbidden` when the token is unknown, was given for another purpose
   * or window, or was a save token already used once.
   */
  pathOfToken(token: string, purpose: FilePurpose): string;
  /** Opens an https address of a named host in the person's browser; false when it is refused. */
  openExternal(url: string): Promise<boolean>;
  /** Puts a picture (the bytes of a PNG) on the clipboard. */
  copyPicture(png: Uint8Array): Promise<void>;
  /** The document's name and unsaved mark in the title bar. */
  setTitle(title: string): void;
  setEdited(edited: boolean): void;
  /** Shows a message box and answers the index of the button. */
  ask(box: MessageBox): Promise<number>;
};
