/**
 * Chromium will not load a scheme it was not built with, so inside the host — and only there — `app://outturn/x` is
 * `https://outturn.app-host.invalid/x`: also a secure, standard origin of its own, under a name that can never
 * resolve. Every address is translated on its way in and out, so the application sees its own scheme only.
 */
const ending = '-host.invalid';

/** `app://outturn/a#b` → `https://outturn.app-host.invalid/a#b`. Other addresses are left alone. */
export function toBrowser(address) {
  const parts = /^([a-z][a-z0-9]*):\/\/([^/?#]+)(.*)$/is.exec(address);
  if (!parts || /^(https?|wss?|file)$/i.test(parts[1])) return address;
  return `https://${parts[2]}.${parts[1]}${ending}${parts[3]}`;
}

/** The reverse of toBrowser. */
export function toApplication(address) {
  const parts = /^https:\/\/([^/?#]+)\.([a-z][a-z0-9]*)-host\.invalid([/?#].*)?$/is.exec(address);
  return parts ? `${parts[2]}://${parts[1]}${parts[3] ?? '/'}` : address;
}
