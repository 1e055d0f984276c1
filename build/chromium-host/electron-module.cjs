// What `require('electron')` gives the application while the host runs it (see host.mjs).
module.exports = globalThis[Symbol.for('outturn.chromium-host.electron')];
