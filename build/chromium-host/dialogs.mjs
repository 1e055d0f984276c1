/**
 * Electron's dialogs: each is recorded, then answered by the next answer a test has laid out for its kind, else by
 * `host.answer` (a person at the terminal), else it is a problem and answered as cancelled.
 */
export function createDialogs(host) {
  const seen = [];
  const laidOut = { open: [], save: [], message: [] };

  /** Windows' and macOS' dialogs put on the first ending of the filters; GTK's gives what was typed. */
  const withEnding = (path, { filters = [] }) => {
    const endings = filters.flatMap(({ extensions }) => extensions);
    const has = endings.length === 0 || endings.some((one) => path.toLowerCase().endsWith(`.${one}`));
    return path === '' || has || !host.personality.endings ? path : `${path}.${endings[0]}`;
  };

  async function show(kind, args, none) {
    const options = args.at(-1);
    const record = { kind, options };
    seen.push(record);
    if (laidOut[kind].length > 0) return laidOut[kind].shift();
    if (host.answer) return host.answer(record);
    host.problem('dialog', `A ${kind} dialog that nobody answered: ${JSON.stringify(options)}`);
    return none;
  }

  return {
    seen,
    /** Lays out the answer to the next dialog of a kind: paths, a path, a button's index; null cancels. */
    lay: (kind, answer) => laidOut[kind].push(answer),
    dialog: {
      async showOpenDialog(...args) {
        const answer = await show('open', args, null);
        const filePaths = answer === null ? [] : [answer].flat();
        return { canceled: filePaths.length === 0, filePaths };
      },
      async showSaveDialog(...args) {
        const filePath = withEnding((await show('save', args, null)) ?? '', args.at(-1));
        return { canceled: filePath === '', filePath };
      },
      showErrorBox(title, content) {
        seen.push({ kind: 'error', options: { title, content } });
        host.problem('dialog', `${title}: ${content}`);
      },
      async showMessageBox(...args) {
        const options = args.at(-1);
        const answer = await show('message', args, null);
        return { response: answer ?? options.cancelId ?? 0, checkboxChecked: false };
      },
    },
  };
}
