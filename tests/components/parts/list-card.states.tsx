import { ListCard, RowActions } from '../../../renderer/components/parts/list-card.tsx';
import { StateView } from '../../../renderer/components/parts/state-view.tsx';
import type { States } from '../states.tsx';

export const states: States = {
  'Two rows': {
    show: () => (
      <ListCard
        label="Exports"
        title="Exports"
        description="newest first"
        columns={['Name', 'When', '']}
        tools={
          <button type="button" className="button small">
            Send all
          </button>
        }
      >
        {['Forecast workbook P9.xlsx', 'Report for scrutiny P9.pdf'].map((name) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>12 Jan 2024</td>
            <RowActions>
              <button type="button" className="button small" aria-label={`Send ${name}`}>
                Send
              </button>
            </RowActions>
          </tr>
        ))}
      </ListCard>
    ),
  },
  'Nothing to list': {
    show: () => (
      <ListCard
        label="Exports"
        title="Exports"
        columns={['Name']}
        instead={<StateView title="Nothing exported yet">Ctrl+E writes the workbook.</StateView>}
      />
    ),
  },
};
