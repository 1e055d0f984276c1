/** ipcMain.handle and ipcRenderer.invoke. Arguments and answers pass a structured clone, as between processes. */
export function createIpc() {
  const handlers = new Map();
  /** What the main process had to copy value by value: the most of one answer, and how many answers there were. */
  const carried = { most: 0, answers: 0, bytes: 0 };
  return {
    carried,
    ipcMain: {
      handle(channel, listener) {
        if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
        handlers.set(channel, listener);
      },
      removeHandler: (channel) => void handlers.delete(channel),
    },
    async invoke(event, channel, args) {
      const handler = handlers.get(channel);
      if (!handler) throw new Error(`Error invoking remote method '${channel}': No handler registered`);
      try {
        const answer = structuredClone(await handler(event, ...structuredClone(args)));
        carried.answers += 1;
        if (ArrayBuffer.isView(answer)) carried.bytes += answer.byteLength;
        else carried.most = Math.max(carried.most, valuesIn(answer));
        return answer;
      } catch (error) {
        throw new Error(`Error invoking remote method '${channel}': ${error}`);
      }
    },
  };
}

function valuesIn(answer) {
  let count = 0;
  const stack = [answer];
  while (stack.length > 0) {
    const value = stack.pop();
    count += 1;
    if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) stack.push(...Object.values(value));
  }
  return count;
}
