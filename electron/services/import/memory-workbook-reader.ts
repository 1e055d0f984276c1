import { WorkbookReader } from '@cj-tech-master/excelts';

type Waiting = { sheetNo: string; chunks: Uint8Array[] };
type Entry = AsyncIterable<Uint8Array | string>;
/** What the reader has of its own for a sheet that is read later. */
type Inner = { _parseWorksheet(chunks: AsyncIterable<Uint8Array>, sheetNo: string): AsyncIterable<never> };

/**
 * The library's reader, with the sheets that come before their texts kept in memory: by itself it writes them to a file in
 * the system's temporary folder and leaves it there, with every column that an import drops. How much may be unpacked is
 * limited before it begins (zip-directory.ts).
 */
export class MemoryWorkbookReader extends WorkbookReader {
  override async _storeWaitingWorksheet(sheetNo: string, entry: unknown): Promise<never> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of entry as Entry) {
      chunks.push(typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk);
    }
    return { sheetNo, chunks } satisfies Waiting as never;
  }

  override async *_processWaitingWorksheets(waiting: unknown[]): AsyncIterableIterator<never> {
    for (const { sheetNo, chunks } of waiting as Waiting[]) {
      const each = async function* () {
        for (let chunk = chunks.shift(); chunk; chunk = chunks.shift()) yield chunk;
      };
      yield* (this as unknown as Inner)._parseWorksheet(each(), sheetNo);
    }
  }
}
