import type { Finding } from '../model/problem.ts';
import { type Check, finding } from './finding.ts';

/** A stated risk score must be probability × impact (case RSK-01). */
export const checkRiskScores: Check = ({ risks }) =>
  risks.flatMap((risk): Finding[] => {
    const scores = [
      ['initial', risk.initialProbability, risk.initialImpact, risk.initialScore],
      ['current', risk.currentProbability, risk.currentImpact, risk.currentScore],
      ['residual', risk.residualProbability, risk.residualImpact, risk.residualScore],
    ] as const;
    return scores.flatMap(([stage, probability, impact, score]) => {
      if (probability === null || impact === null || score === null || probability * impact === score) return [];
      return [
        finding(
          'risk-score',
          'warn',
          'risks',
          [risk.id],
          `The ${stage} score of risk ${risk.reference} is ${score}, but ${probability} × ${impact} is ${probability * impact}.`,
          { stated: score, expected: probability * impact },
          `${probability * impact}`,
        ),
      ];
    });
  });
