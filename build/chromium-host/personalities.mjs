/**
 * What one system does otherwise than the host's own (Linux under X11 with a keyring that answers): each personality
 * withholds, reorders or answers as the real system was seen, or is documented, to do.
 */
const usual = {
  platform: 'linux',
  /** False where the event that a window could paint never comes. */
  readyToShow: true,
  /** The name of the store of secrets, null where there is none; basic_text is one that protects nothing. */
  keyring: null,
  /** Milliseconds that reading or writing a file waits. */
  diskDelay: 0,
  /** True where the save dialog puts the first ending of its filters on a name that has none. */
  endings: false,
  /** True where a key of a menu item fires whatever `registerAccelerator` says. */
  keysAlwaysRegistered: false,
  /** Scale of the screen a window stands on, where it is not that of the first: bounds of a new window are cut by it. */
  secondScreenScale: 1,
};

export const personalities = {
  linux: usual,
  win32: { ...usual, platform: 'win32', keyring: 'dpapi', endings: true, secondScreenScale: 1.5 },
  darwin: { ...usual, platform: 'darwin', keyring: 'keychain', endings: true, keysAlwaysRegistered: true },
  wayland: { ...usual, readyToShow: false },
  'no-keyring': { ...usual, keyring: 'basic_text' },
  'slow-disk': { ...usual, diskDelay: 30 },
};

/** The personality of a name; OUTTURN_PERSONALITY when none is given, else the usual one. Throws for an unknown name. */
export function personalityOf(name = process.env.OUTTURN_PERSONALITY ?? 'linux') {
  const found = personalities[name];
  if (!found) throw new Error(`No personality is called ${name}. Known: ${Object.keys(personalities).join(', ')}.`);
  return { name, ...found };
}
