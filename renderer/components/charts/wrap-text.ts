/** Words in lines of about `most` letters, `lines` at most, for an axis. A word longer than a line keeps its own. */
export function wrapText(text: string, most = 9, lines = 2): string[] {
  const made: string[] = [];
  for (const word of text.split(' ')) {
    const last = made.at(-1);
    if (last !== undefined && last.length + word.length < most) made[made.length - 1] = `${last} ${word}`;
    else made.push(word);
  }
  return made.length > lines ? [...made.slice(0, lines - 1), `${made[lines - 1]}…`] : made;
}
