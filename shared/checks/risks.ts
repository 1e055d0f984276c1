import { wrongScore } from '../finance/risk-score.ts';
import type { Finding } from '../model/problem.ts';
import { type Check, disputed, disputeKey, finding } from './finding.ts';
import { inUseDispute } from './pair-dispute.ts';

/** A stated risk score must be probability × impact (T87, case RSK-01). */
export const checkRiskScores: Check = ({ risks }) =>
  risks.flatMap((risk): Finding[] => {
    const scores = [
      ['initial', risk.initialProbability, risk.initialImpact, risk.initialScore],
      ['current', risk.currentProbability, risk.currentImpact, risk.currentScore],
      ['residual', risk.residualProbability, risk.residualImpact, risk.residualScore],
    ] as const;
    return scores.flatMap(([stage, probability, impact, score]) => {
      if (probability === null || impact === null) return [];
      const expected = wrongScore(probability, impact, score);
      if (expected === null) return [];
      if (score === null) return [];
      const header = `${stage.slice(0, 1).toUpperCase()}${stage.slice(1)} score`;
      const name = {
        key: disputeKey('risk score', risk.reference, stage),
        title: `${header} of risk ${risk.reference}`,
        unit: 'points',
      };
      const dispute = inUseDispute(
        name,
        { register: 'risks', row: risk, column: `${stage}Score`, label: 'In use: the score as entered', value: score },
        {
          value: expected,
          register: 'risks',
          rows: [risk.id],
          how: `${probability} × ${impact}, probability × impact`,
        },
      );
      return [
        disputed(
          finding(
            'risk-score',
            'block',
            'risks',
            [risk.id],
            `The ${stage} score of risk ${risk.reference} is ${score}, but ${probability} × ${impact} is ${expected}.`,
            { stated: score, expected },
            `${expected}`,
          ),
          dispute,
        ),
      ];
    });
  });

/** A risk that has risen above what it was before anything was done about it (T90). */
export const checkRiskDirection: Check = ({ risks }) =>
  risks.flatMap((risk): Finding[] => {
    const [initial, current] = [
      risk.initialProbability * risk.initialImpact,
      risk.currentProbability * risk.currentImpact,
    ];
    if (!(current > initial)) return [];
    return [
      finding(
        'T90',
        'inform',
        'risks',
        [risk.id],
        `Risk ${risk.reference} stands at ${current}, above its initial ${initial}: it has risen in spite of what was done.`,
        { initial, current },
        'Review the mitigation, or the initial score',
      ),
    ];
  });

/** A letter O where other references have a nought (T88): “SCRO 6” beside “SCR 05”. */
export const checkRiskReferences: Check = ({ risks }) => {
  const prefixes = new Set(
    risks.flatMap(({ reference }) => /^([A-Z]+)\s*\d/i.exec(reference)?.[1]?.toUpperCase() ?? []),
  );
  return risks.flatMap((risk): Finding[] => {
    const match = /^([A-Z]+)O\s*(\d+)$/i.exec(risk.reference);
    const prefix = match?.[1]?.toUpperCase() ?? '';
    if (!match || !prefixes.has(prefix)) return [];
    const meant = `${match[1]} 0${match[2]}`;
    return [
      finding(
        'T88',
        'warn',
        'risks',
        [risk.id],
        `Risk ${risk.reference} is written with a letter O; others begin ${prefix} and a number.`,
        { reference: risk.reference },
        meant,
      ),
    ];
  });
};
