import { contextBridge, ipcRenderer } from 'electron';
import { channel, methodNames } from '../shared/api.ts';

/**
 * What the page gets: one function per method of shared/api.ts, nothing else. No event objects, no `ipcRenderer`, no
 * channel names: the page cannot listen to, or send on, anything.
 */
contextBridge.exposeInMainWorld(
  'outturn',
  Object.fromEntries(
    methodNames.map((method) => [method, (input: unknown) => ipcRenderer.invoke(channel, method, input)]),
  ),
);
