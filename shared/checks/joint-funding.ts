import { jointFundingSummary } from '../finance/joint-funding.ts';
import { type Check, finding } from './finding.ts';

/** Jointly funded packages: agreed to no more than the whole cost, one gross cost, no more disputed than invoiced. */
export const checkJointFunding: Check = ({ jointFunding }) =>
  [...new Set(jointFunding.map((row) => row.year))].flatMap((year) =>
    jointFundingSummary(jointFunding, year).questioned.map(({ reference, reason }) =>
      finding(
        'joint-funding',
        'warn',
        'jointFunding',
        jointFunding.filter((row) => row.year === year && row.reference === reference).map((row) => row.id),
        `Package ${reference} (${year}): ${reason}.`,
        { package: reference },
      ),
    ),
  );
