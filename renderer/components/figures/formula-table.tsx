import { formatNumber } from '../../../shared/format/format.ts';

export type FormulaPart = { sign: string; label: string; pence: number };

/** How a figure is worked out: its parts with their signs, pounds, and the result; nothing where it has no formula. */
export function FormulaTable({ parts }: { parts: readonly FormulaPart[] }) {
  if (parts.length === 0) return null;
  return (
    <table className="drill-table formula" aria-label="Formula">
      <tbody>
        {parts.map((part) => (
          <tr key={part.label} className={part.sign === '=' ? 'total' : ''}>
            <td className="sign">{part.sign}</td>
            <th scope="row">{part.label}</th>
            <td className="number">{formatNumber(part.pence / 100, 0)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
