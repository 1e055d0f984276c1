/**
 * Arithmetic typed into a cell, as in Excel: `=1200*52/12`, `=(840+35%*100)`, `=£1,250.50-£80`. Numbers, + − * / ^, brackets
 * and per cent; no cells, no functions, nothing that runs. Null where the text is no such sum; NaN where it has no value.
 */
export function formulaValue(text: string): number | null {
  if (!text.startsWith('=')) return null;
  const plain = text
    .slice(1)
    .replace(/[£,\s]/g, '')
    .replace(/[−–]/g, '-')
    .replace(/×/g, '*')
    .replace(/÷/g, '/');
  if (plain === '' || !/^[\d.+\-*/^()%]+$/.test(plain)) return Number.NaN;
  let at = 0;
  const peek = () => plain[at] ?? '';
  const take = (letter: string) => {
    if (peek() !== letter) return false;
    at += 1;
    return true;
  };
  const sum = (): number => {
    let value = product();
    for (;;) {
      if (take('+')) value += product();
      else if (take('-')) value -= product();
      else return value;
    }
  };
  const product = (): number => {
    let value = signed();
    for (;;) {
      if (take('*')) value *= signed();
      else if (take('/')) value /= signed();
      else return value;
    }
  };
  const signed = (): number => (take('-') ? -signed() : take('+') ? signed() : power());
  const power = (): number => {
    const base = percent();
    return take('^') ? base ** signed() : base;
  };
  const percent = (): number => {
    let value = single();
    while (take('%')) value /= 100;
    return value;
  };
  const single = (): number => {
    if (take('(')) {
      const value = sum();
      return take(')') ? value : Number.NaN;
    }
    const digits = /^(\d+(\.\d*)?|\.\d+)/.exec(plain.slice(at))?.[0] ?? '';
    at += digits.length;
    return digits === '' ? Number.NaN : Number(digits);
  };
  const value = sum();
  return at === plain.length && Number.isFinite(value) ? value : Number.NaN;
}
