import { spawnSync } from 'node:child_process';

/** What a process asked of the file system, in order. `began`: how many events had ended when this one began. */
export type FileEvent = { began: number } & (
  | { kind: 'open'; fd: number; path: string; create: boolean; truncate: boolean; append: boolean }
  | { kind: 'close'; fd: number }
  /** `at` null: where the last one ended. */
  | { kind: 'write'; fd: number; at: number | null; bytes: Buffer }
  | { kind: 'size'; fd: number; size: number }
  | { kind: 'copy'; from: number; to: number; length: number }
  | { kind: 'sync'; fd: number }
  | { kind: 'rename'; from: string; to: string }
  | { kind: 'link'; from: string; to: string }
  | { kind: 'remove'; path: string }
  | { kind: 'folder'; path: string }
  /** Text the process printed. */
  | { kind: 'said'; text: string }
);

const calls =
  'open,openat,creat,write,pwrite64,writev,pwritev,pwritev2,ftruncate,truncate,fallocate,fsync,fdatasync,sync_file_range,rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat,link,linkat,symlink,symlinkat,copy_file_range,sendfile,close,lseek';

/** Words before a command that write what it asks of the file system to a file. */
export const traced = (file: string): string[] => [
  ...['strace', '-f', '--seccomp-bpf', '-xx', '-s', '1000000000', '-o', file],
  ...['-e', `trace=${calls}`, '-e', 'signal=none'],
];

/** Whether that program is there and may look at others. */
export const canTrace = (): boolean =>
  process.platform === 'linux' && spawnSync('strace', ['-f', '--seccomp-bpf', '-o', '/dev/null', 'true']).status === 0;

const bytesOf = (text: string): Buffer => Buffer.from(text.replaceAll('\\x', ''), 'hex');
const strings = (text: string): string[] =>
  [...text.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map((match) => match[1] ?? '');
const paths = (text: string): string[] => strings(text).map((one) => bytesOf(one).toString());

/** Reads what `traced` wrote. Throws on a call that changes files and is not understood. */
export function readTrace(text: string): FileEvent[] {
  const events: FileEvent[] = [];
  const unfinished = new Map<string, { text: string; began: number }>();
  for (const line of text.split('\n')) {
    const [, thread = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    if (rest.endsWith(' <unfinished ...>')) {
      unfinished.set(thread, { text: rest.slice(0, -17), began: events.length });
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest);
    const started = resumed ? unfinished.get(thread) : { text: '', began: events.length };
    if (!started) continue;
    const [, name = '', given = '', answer = ''] =
      /^(\w+)\((.*)\)\s+= (-?\d+)/.exec(started.text + (resumed?.[1] ?? rest)) ?? [];
    if (name === '' || Number(answer) < 0) continue;
    events.push(...eventOf(name, given, Number(answer)).map((event) => ({ ...event, began: started.began })));
  }
  return events;
}

type Plain<T> = T extends unknown ? Omit<T, 'began'> : never;

function eventOf(name: string, given: string, answer: number): Plain<FileEvent>[] {
  const numbers =
    given
      .replace(/"[^"]*"/g, '')
      .match(/-?\b\d+\b/g)
      ?.map(Number) ?? [];
  const fd = Number(/^(\d+)/.exec(given)?.[1] ?? -1);
  const [first = '', second = ''] = /^(?:write|pwrite64|writev|pwritev2?)$/.test(name) ? [] : paths(given);
  switch (name) {
    case 'open':
    case 'openat':
    case 'creat': {
      const flags = given.replace(/"[^"]*"/g, '');
      const create = name === 'creat' || flags.includes('O_CREAT');
      const truncate = name === 'creat' || flags.includes('O_TRUNC');
      return [{ kind: 'open', fd: answer, path: first, create, truncate, append: flags.includes('O_APPEND') }];
    }
    case 'close':
      return [{ kind: 'close', fd }];
    case 'write':
    case 'pwrite64': {
      const bytes = bytesOf(strings(given)[0] ?? '').subarray(0, answer);
      if (fd === 1) return [{ kind: 'said', text: bytes.toString() }];
      return [{ kind: 'write', fd, bytes, at: name === 'pwrite64' ? (numbers.at(-1) ?? 0) : null }];
    }
    case 'writev':
    case 'pwritev': {
      const bytes = Buffer.concat(strings(given).map(bytesOf)).subarray(0, answer);
      return [{ kind: 'write', fd, bytes, at: name === 'pwritev' ? (numbers.at(-1) ?? 0) : null }];
    }
    case 'ftruncate':
      return [{ kind: 'size', fd, size: numbers.at(-1) ?? 0 }];
    case 'copy_file_range': {
      const [from = -1, to = -1] = /^(\d+), \S+ (\d+)/.exec(given)?.slice(1).map(Number) ?? [];
      return [{ kind: 'copy', from, to, length: answer }];
    }
    case 'fsync':
    case 'fdatasync':
      return [{ kind: 'sync', fd }];
    case 'rename':
    case 'renameat':
    case 'renameat2':
      return [{ kind: 'rename', from: first, to: second }];
    case 'link':
    case 'linkat':
      return [{ kind: 'link', from: first, to: second }];
    case 'unlink':
    case 'unlinkat':
    case 'rmdir':
      return [{ kind: 'remove', path: first }];
    case 'mkdir':
    case 'mkdirat':
      return [{ kind: 'folder', path: first }];
    case 'lseek':
      return [];
    default:
      throw new Error(`A call that the power-cut harness does not know: ${name}`);
  }
}
