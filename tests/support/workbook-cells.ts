import { Workbook, type Worksheet } from '@cj-tech-master/excelts';
import { installChartSupport } from '@cj-tech-master/excelts/chart';

// A workbook with charts cannot be read without it.
installChartSupport();

export type ReadCell = { sheet: string; address: string; value: unknown; formula: string | null };

/** Opens a workbook from its bytes. */
export async function openWorkbook(bytes: Uint8Array): Promise<Workbook> {
  const workbook = new Workbook();
  await workbook.xlsx.load(bytes);
  return workbook;
}

/** Every cell that holds something, with its formula if it has one and the value it shows. */
export function cellsOf(workbook: Workbook): ReadCell[] {
  const cells: ReadCell[] = [];
  workbook.eachSheet((sheet: Worksheet) => {
    sheet.eachRow((row) => {
      row.eachCell((cell) => {
        const formula = cell.formula ?? null;
        cells.push({
          sheet: sheet.name,
          address: cell.address,
          value: formula === null ? cell.value : cell.result,
          formula,
        });
      });
    });
  });
  return cells;
}
