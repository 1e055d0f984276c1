import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { channel, methodNames } from '../shared/api.ts';

/**
 * What the page gets: one function per method of shared/api.ts and `dropFiles`, nothing else. No event objects, no
 * `ipcRenderer`, no channel names: the page cannot listen to, or send on, anything.
 */
contextBridge.exposeInMainWorld('outturn', {
  ...Object.fromEntries(methodNames.map((method) => [method, (input: unknown) => call(method, input)])),
  // A path is taken from a file a person dropped, by Electron itself; a path the page writes is never looked at.
  dropFiles: (files: unknown) => {
    const paths = Array.isArray(files) ? files.slice(0, 200).map(pathOf).filter(Boolean) : [];
    return paths.length > 0 ? call('filesDropped', { paths }) : Promise.resolve(null);
  },
});

/** A large answer comes as the bytes of its JSON: the main process handed it on without reading it. */
async function call(method: string, input: unknown): Promise<unknown> {
  const answer: unknown = await ipcRenderer.invoke(channel, method, input);
  return ArrayBuffer.isView(answer) ? JSON.parse(new TextDecoder().decode(answer as Uint8Array)) : answer;
}

/** The path of a file on disk; empty for anything else, such as a File the page has made itself. */
function pathOf(file: unknown): string {
  try {
    return webUtils.getPathForFile(file as File);
  } catch {
    return '';
  }
}
