/** Score of a risk: probability × impact. Source: case RSK-01. */
export function riskScore(probability: number, impact: number): number {
  return probability * impact;
}

/** A stated score that is not probability × impact, with what it should be; null when it agrees or is not stated. */
export function wrongScore(probability: number, impact: number, stated: number | null): number | null {
  const expected = riskScore(probability, impact);
  return stated === null || stated === expected ? null : expected;
}
