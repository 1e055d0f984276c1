import { FigureTable } from '../../../renderer/components/figures/figure-table.tsx';
import { moneyText, signedText, tone } from '../../../renderer/components/parts/money.ts';
import { Notices } from '../../../renderer/components/parts/notices.tsx';
import { sampleForecasts } from '../sample-scenario.ts';
import { Kept, type States } from '../states.tsx';

const columns = [
  { key: 'currentBudget', label: 'Current budget', title: 'Original budget and the changes approved since' },
  { key: 'outturn', label: 'Outturn' },
  { key: 'variance', label: 'Variance', divider: true },
];

function Table() {
  const { result } = sampleForecasts();
  const lines = [...result.lines, { ...result.total, code: 'total', name: 'Total' }];
  return (
    <Kept<string | null> start={null}>
      {(_, keep) => (
        <>
          <FigureTable
            name="Outturn by line"
            head="Line"
            columns={columns}
            rows={lines.map((line) => ({
              key: line.code,
              label: line.name,
              kind: line.code === 'total' ? 'total' : 'plain',
              cells: [
                { text: moneyText(line.currentBudget, 'thousands') },
                { text: moneyText(line.outturn, 'thousands') },
                { text: signedText(line.variance, 'thousands'), tone: tone(line.variance) },
              ],
            }))}
            onOpen={(row, column) => keep(`${row}/${column}`)}
          />
          <Notices />
        </>
      )}
    </Kept>
  );
}

export const states: States = { 'The sample council’s outturn': { show: () => <Table /> } };
