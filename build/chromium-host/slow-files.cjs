const fs = require('node:fs');

/** What a network drive takes its time for. */
const names = ['open', 'readFile', 'writeFile', 'appendFile', 'rename', 'copyFile', 'fsync', 'readdir', 'unlink', 'rm'];

/** From now on each of these waits so many milliseconds first, in this thread: as callbacks, promises and the waiting kind. */
exports.slow = (milliseconds) => {
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  for (const name of names) {
    const { [name]: later, [`${name}Sync`]: now } = fs;
    fs[`${name}Sync`] = (...args) => {
      Atomics.wait(sleeper, 0, 0, milliseconds);
      return now.apply(fs, args);
    };
    fs[name] = (...args) => void setTimeout(() => later.apply(fs, args), milliseconds);
    const promised = fs.promises[name];
    if (promised) {
      fs.promises[name] = async (...args) => {
        await new Promise((done) => setTimeout(done, milliseconds));
        return promised.apply(fs.promises, args);
      };
    }
  }
  require('node:module').syncBuiltinESMExports();
};
