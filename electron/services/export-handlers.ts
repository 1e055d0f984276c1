import { listExports } from '../../db/exports.ts';
import type { FilePurpose } from './desktop-port.ts';
import type { Desk } from './documents/desk.ts';
import { fileNameFrom, withExtension } from './documents/file-names.ts';
import { pictureBytes } from './exports/picture.ts';
import { workbookOf } from './exports/workbook.ts';
import { type ExportKind, writeExport } from './exports/write-export.ts';
import type { HandlerContext, Handlers } from './handler-context.ts';
import { stringify } from './import/write-csv.ts';

type Methods = 'workbookExport' | 'pictureSave' | 'tableSave' | 'exports';

export function exportHandlers(context: HandlerContext, desk: () => Promise<Desk>): Pick<Handlers, Methods> {
  /** Asks where first, then makes the file: nobody waits for one they cancel. */
  const save = async (
    what: { purpose: FilePurpose; kind: ExportKind; name: string; extension: string; filter: string },
    make: (here: Desk) => Uint8Array | Promise<Uint8Array>,
  ) => {
    const filters = [{ name: what.filter, extensions: [what.extension] }];
    const chosen = await context.desktop.showSave(what.purpose, fileNameFrom(what.name, what.extension), filters);
    if (chosen === null) return { saved: null };
    const here = await desk();
    const scenario = here.document().scenario.name;
    const bytes = await make(here);
    const path = withExtension(chosen.path, what.extension);
    return { saved: await writeExport(here.store(), path, bytes, { kind: what.kind, scenario }) };
  };
  return {
    async workbookExport({ units }) {
      const { scenario } = (await desk()).document();
      const name = `${scenario.name} ${scenario.year.replace('/', '-')} P${scenario.period}`;
      return save(
        { purpose: 'workbook-save', kind: 'workbook', name, extension: 'xlsx', filter: 'Excel workbook' },
        (here) => workbookOf(here.snapshot(), here.document().scenario, units, context.clock()),
      );
    },
    async pictureSave({ name, pngBase64 }) {
      const bytes = pictureBytes(pngBase64);
      return save({ purpose: 'picture-save', kind: 'picture', name, extension: 'png', filter: 'Picture' }, () => bytes);
    },
    tableSave: ({ name, rows }) =>
      save({ purpose: 'table-save', kind: 'table', name, extension: 'csv', filter: 'CSV table' }, () =>
        Buffer.from(stringify(rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell)))))),
      ),
    exports: async () => listExports((await desk()).store()),
  };
}
