import { dirname } from 'node:path';
import type { FileEvent } from './trace.ts';

/** Changes of a file's content that no flush has made sure of yet. */
type Change = { at: number; bytes: Buffer } | { size: number };
/** A file apart from its names: what would outlast a power cut, and what came since. */
type Inode = { durable: Content; size: number; pending: { event: number; change: Change }[] };
type Node = Inode | 'folder';
/** A change of names, in the folders `within`; it lasts once one of them is flushed. */
type NameChange = { event: number; within: string; set: [string, Node][]; removed: string[] };
type Handle = { inode: Inode | null; path: string; position: number; append: boolean };

/** What a power cut leaves of what was not flushed. `sectors`: some sectors of a write and not others; `names`: no content. */
export type Cut = 'all' | 'none' | 'some' | 'sectors' | 'names';
const sectorBytes = 512;

/** Bytes that can grow where they are. */
class Content {
  private bytes: Buffer;
  private length: number;

  constructor(bytes: Buffer) {
    this.bytes = Buffer.from(bytes);
    this.length = bytes.length;
  }

  whole(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  apply(change: Change): void {
    const end = 'size' in change ? change.size : Math.max(this.length, change.at + change.bytes.length);
    if (end > this.bytes.length) this.bytes = Buffer.concat([this.whole()], Math.max(end, this.bytes.length * 2));
    // What is beyond the end reads as nought when the file grows over it.
    this.bytes.fill(0, Math.min(this.length, end), Math.max(this.length, end));
    this.length = end;
    if (!('size' in change)) change.bytes.copy(this.bytes, change.at);
  }
}

/**
 * A disk as a file system may promise it at the least: content lasts once its file was flushed, a name once its folder
 * was; changes of the names of one folder last in their order, everything else in any. `flushes: false` takes every
 * flush for nothing done.
 */
export class Disk {
  /** Names as the process sees them, and those that would outlast a power cut. */
  private readonly names: Map<string, Node>;
  private readonly lasting: Map<string, Node>;
  private pendingNames: NameChange[] = [];
  private readonly handles = new Map<number, Handle>();
  private event = 0;
  private readonly root: string;
  private readonly flushes: boolean;

  constructor(root: string, files: ReadonlyMap<string, Buffer | 'folder'>, flushes: boolean) {
    this.root = root;
    this.flushes = flushes;
    this.names = new Map(
      [...files].map(([path, content]) => [path, content === 'folder' ? 'folder' : newInode(content)]),
    );
    this.lasting = new Map(this.names);
  }

  apply(event: FileEvent): void {
    this.event += 1;
    const handle = 'fd' in event ? this.handles.get(event.fd) : undefined;
    switch (event.kind) {
      case 'open':
        this.open(event);
        return;
      case 'close':
        this.handles.delete(event.fd);
        return;
      case 'write': {
        if (!handle?.inode) return;
        const at = event.at ?? (handle.append ? handle.inode.size : handle.position);
        if (event.at === null) handle.position = at + event.bytes.length;
        this.change(handle.inode, { at, bytes: event.bytes });
        return;
      }
      case 'size':
        if (handle?.inode) this.change(handle.inode, { size: event.size });
        return;
      case 'copy': {
        const [from, to] = [this.handles.get(event.from), this.handles.get(event.to)];
        if (!to?.inode) return;
        if (!from?.inode) throw new Error('A copy from outside the folder');
        const bytes = current(from.inode).subarray(from.position, from.position + event.length);
        const at = to.position;
        from.position += event.length;
        to.position += event.length;
        this.change(to.inode, { at, bytes });
        return;
      }
      case 'sync':
        if (handle) this.flush(handle, event.began);
        return;
      case 'rename': {
        const node = this.names.get(event.from);
        if (!this.inside(event.to) || !node) return;
        if (node === 'folder') throw new Error('A folder was renamed');
        this.rename({ set: [[event.to, node]], removed: [event.from] });
        return;
      }
      case 'link': {
        const node = this.names.get(event.from);
        if (node && this.inside(event.to)) this.rename({ set: [[event.to, node]], removed: [] });
        return;
      }
      case 'remove':
        if (this.names.has(event.path)) this.rename({ set: [], removed: [event.path] });
        return;
      case 'folder':
        if (this.inside(event.path)) this.rename({ set: [[event.path, 'folder']], removed: [] });
        return;
    }
  }

  /** What would be there after a power cut now. */
  afterCut(cut: Cut, random: () => number): Map<string, Buffer | 'folder'> {
    const some = (count: number) =>
      cut === 'none' ? 0 : cut === 'all' || cut === 'names' ? count : Math.floor(random() * (count + 1));
    const names = new Map(this.lasting);
    const left = new Map<string, number>();
    for (const { within } of this.pendingNames) left.set(within, (left.get(within) ?? 0) + 1);
    for (const [within, count] of left) left.set(within, some(count));
    for (const change of this.pendingNames) {
      const more = left.get(change.within) ?? 0;
      if (more > 0) rename(names, change);
      left.set(change.within, more - 1);
    }
    const contents = new Map<Inode, Buffer>();
    const found = new Map<string, Buffer | 'folder'>();
    for (const [path, node] of names) {
      if (node === 'folder') found.set(path, node);
      else {
        const content = contents.get(node) ?? remaining(node, cut, random);
        contents.set(node, content);
        found.set(path, content);
      }
    }
    return found;
  }

  private inside(path: string): boolean {
    return path.startsWith(`${this.root}/`);
  }

  private open({ fd, path, create, truncate, append }: Extract<FileEvent, { kind: 'open' }>): void {
    if (path !== this.root && !this.inside(path)) {
      this.handles.delete(fd);
      return;
    }
    if (!this.names.has(path) && create) this.rename({ set: [[path, newInode(Buffer.alloc(0))]], removed: [] });
    const node = this.names.get(path);
    const inode = node === 'folder' || node === undefined ? null : node;
    if (inode && truncate && inode.size > 0) this.change(inode, { size: 0 });
    this.handles.set(fd, { inode, path, position: 0, append });
  }

  private change(inode: Inode, change: Change): void {
    inode.size = 'size' in change ? change.size : Math.max(inode.size, change.at + change.bytes.length);
    inode.pending.push({ event: this.event, change });
  }

  private rename({ set, removed }: Pick<NameChange, 'set' | 'removed'>): void {
    const within = dirname(set[0]?.[0] ?? removed[0] ?? '');
    const change = { event: this.event, within, set, removed };
    rename(this.names, change);
    this.pendingNames.push(change);
  }

  private flush({ inode, path }: Handle, before: number): void {
    if (!this.flushes) return;
    if (inode) {
      const sure = inode.pending.filter(({ event }) => event <= before);
      for (const { change } of sure) inode.durable.apply(change);
      inode.pending = inode.pending.filter(({ event }) => event > before);
      return;
    }
    for (const change of this.pendingNames) {
      if (change.within === path && change.event <= before) rename(this.lasting, change);
    }
    this.pendingNames = this.pendingNames.filter((change) => change.within !== path || change.event > before);
  }
}

function rename(names: Map<string, Node>, { set, removed }: Pick<NameChange, 'set' | 'removed'>): void {
  for (const path of removed) names.delete(path);
  for (const [path, node] of set) names.set(path, node);
}

const newInode = (content: Buffer): Inode => ({ durable: new Content(content), size: content.length, pending: [] });

const current = (inode: Inode): Buffer => remaining(inode, 'all', () => 0);

function remaining({ durable, pending }: Inode, cut: Cut, random: () => number): Buffer {
  const content = new Content(durable.whole());
  for (const { change } of pending) {
    const stays = cut === 'all' || (cut !== 'none' && cut !== 'names' && random() < 0.5);
    if (cut === 'sectors' && !('size' in change)) tear(content, change, random);
    else if (stays) content.apply(change);
  }
  return content.whole();
}

/** Some sectors of a write, each whole; the others stay as they were. */
function tear(content: Content, { at, bytes }: { at: number; bytes: Buffer }, random: () => number): void {
  for (let from = 0; from < bytes.length; ) {
    const end = Math.min(bytes.length, from + sectorBytes - ((at + from) % sectorBytes));
    if (random() < 0.5) content.apply({ at: at + from, bytes: bytes.subarray(from, end) });
    from = end;
  }
}
