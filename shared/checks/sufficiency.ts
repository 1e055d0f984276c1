import { activityLines } from '../activity/activity.ts';
import { teamPositions } from '../activity/staffing.ts';
import { formatDate, formatMonth, formatNumber } from '../format/format.ts';
import type { Finding } from '../model/problem.ts';
import { placesOnDays } from '../sufficiency/places.ts';
import { type Check, disputed, disputeKey, finding } from './finding.ts';
import { inUseDispute } from './pair-dispute.ts';

/** Approved places are filled, unavailable or vacant (T59): what is none of them is asked about. */
export const checkPlaces: Check = ({ placeCounts }) =>
  placesOnDays(placeCounts)
    .filter(({ unexplained }) => unexplained !== 0)
    .map((day): Finding => {
      const approved = placeCounts.find((row) => day.rows.includes(row.id) && row.state === 'approved');
      const sum = day.filled + day.unavailable + day.vacant;
      const said = `${formatNumber(day.filled)} filled + ${formatNumber(day.unavailable)} unavailable + ${formatNumber(day.vacant)} vacant`;
      const found = finding(
        'T59',
        'warn',
        'placeCounts',
        day.rows,
        `${day.group}, ${formatDate(day.on)} (${day.source}): ${formatNumber(day.approved)} approved places, but ${said} = ${formatNumber(sum)}; ${formatNumber(Math.abs(day.unexplained))} are ${day.unexplained > 0 ? 'not explained' : 'counted twice'}.`,
        { approved: day.approved, filled: day.filled, unavailable: day.unavailable, vacant: day.vacant },
        'Say what the others are, or correct one of the counts',
      );
      if (!approved) return found;
      return disputed(
        found,
        inUseDispute(
          {
            key: disputeKey('places', day.group, day.on, day.source),
            title: `Approved places: ${day.group}, ${formatDate(day.on)}`,
            unit: 'places',
          },
          {
            register: 'placeCounts',
            row: approved,
            column: 'places',
            label: `In use: approved (${day.source})`,
            value: day.approved,
          },
          { value: sum, register: 'placeCounts', rows: day.rows, how: said },
        ),
      );
    });

/** A printed unit cost is total ÷ volume (T26); and parts make their printed total to the pound (T25). */
export const checkActivity: Check = ({ activities, activityCounts }) =>
  activityLines(activities, activityCounts).flatMap((line) =>
    line.periods.flatMap((period): Finding[] => {
      const found: Finding[] = [];
      const row = activityCounts.find((each) => period.rows.includes(each.id) && each.part === '*');
      const total = row?.amountPence ?? period.amount;
      const price = total / period.volume;
      if (row && period.printed !== null && Math.abs(period.printed - price) > 50) {
        const pounds = (pence: number) => `£${formatNumber(pence / 100, 0)}`;
        const how = `${pounds(total)} ÷ ${formatNumber(period.volume)} ${line.unit}`;
        found.push(
          disputed(
            finding(
              'T26',
              'warn',
              'activityCounts',
              period.rows,
              `${line.name} from ${formatMonth(period.from)} (${row.source}): ${how} is ${pounds(price)}, but ${pounds(period.printed)} is printed.`,
              { printed: period.printed / 100, workedOut: price / 100 },
              'Use total ÷ volume, or correct one of the three',
            ),
            inUseDispute(
              {
                key: disputeKey('unit cost', line.code, period.from, period.months),
                title: `${line.name}: cost of one, year or month from ${formatMonth(period.from)}`,
                unit: '£',
              },
              {
                register: 'activityCounts',
                row,
                column: 'pricePence',
                label: `As printed (${row.source})`,
                value: period.printed / 100,
              },
              { value: price / 100, register: 'activityCounts', rows: period.rows, how },
            ),
          ),
        );
      }
      if (Math.abs(period.unexplained) > 100)
        found.push(
          finding(
            'T25',
            'warn',
            'activityCounts',
            period.rows,
            `${line.name} from ${formatMonth(period.from)}: its parts make £${formatNumber(period.amount / 100)}, but £${formatNumber(total / 100)} is printed.`,
            { parts: period.amount / 100, printed: total / 100 },
            'Correct a part, or the total',
          ),
        );
      return found;
    }),
  );

/** No more agency workers than vacant posts, and no more vacant posts than posts. */
export const checkPosts: Check = ({ staffingPosts }) =>
  teamPositions(staffingPosts)
    .filter(({ uncovered, employed }) => uncovered < -1e-9 || employed < 0)
    .map((team) =>
      finding(
        'posts',
        'warn',
        'staffingPosts',
        [team.row],
        `${team.team}, ${formatDate(team.on)} (${team.source}): ${formatNumber(team.agency, 1)} agency workers stand against ${formatNumber(team.posts - team.employed, 1)} vacant posts of ${formatNumber(team.posts, 1)}.`,
        { posts: team.posts, vacant: team.posts - team.employed, agency: team.agency },
        'Check whether agency workers stand beside employees, or one of the counts',
      ),
    );

/** A request that contradicts itself: none asked for, given without being placed, placed before it was asked for. */
export const checkRequests: Check = ({ placementRequests }) =>
  placementRequests.flatMap((row): Finding[] => {
    const wrong =
      row.count < 1
        ? `stands for ${row.count} requests`
        : row.outcome !== 'placed' && row.givenType !== null
          ? `is ${row.outcome} and yet was given ${row.givenType}`
          : row.placedOn !== null && row.placedOn < row.requestedOn
            ? `was placed on ${formatDate(row.placedOn)}, before it was asked for`
            : null;
    if (wrong === null) return [];
    return [
      finding(
        'request',
        'warn',
        'placementRequests',
        [row.id],
        `Request ${row.reference} ${wrong}.`,
        {},
        'Correct the row',
      ),
    ];
  });
