/** ln Γ(x) for x > 0 (Lanczos, about 15 digits). */
export function logGamma(x: number): number {
  const weights = [
    676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
    -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  let total = 0.99999999999980993;
  for (let at = 0; at < weights.length; at += 1) total += weights[at]! / (x + at);
  const t = x + weights.length - 1.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(total);
}

/** Regularised incomplete beta I_x(a, b) by continued fraction (Lentz). */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
  let [c, d] = [1, 1 / notNought(1 - ((a + b) * x) / (a + 1))];
  let result = d;
  for (let m = 1; m <= 500; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / notNought(1 + even * d);
    c = notNought(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / notNought(1 + odd * d);
    c = notNought(1 + odd / c);
    const change = d * c;
    result *= change;
    if (Math.abs(change - 1) < 1e-15) break;
  }
  return front * result;
}

function notNought(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value;
}

/** P(T ≤ t) for Student's t. */
export function studentCumulative(t: number, degrees: number): number {
  const tail = 0.5 * incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
  return t > 0 ? 1 - tail : tail;
}

/** The t with P(T ≤ t) = probability; degrees of Infinity is the normal. Bisection to the last digits. */
export function studentQuantile(probability: number, degrees: number): number {
  if (probability === 0.5) return 0;
  if (probability < 0.5) return -studentQuantile(1 - probability, degrees);
  const cumulative = (t: number) => (Number.isFinite(degrees) ? studentCumulative(t, degrees) : normalCumulative(t));
  let [low, high] = [0, 1];
  while (cumulative(high) < probability && high < 1e9) high *= 2;
  for (let at = 0; at < 200 && high - low > 1e-13 * Math.max(1, high); at += 1) {
    const middle = (low + high) / 2;
    if (cumulative(middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Φ(z), through the regularised incomplete gamma series and fraction: about 14 digits. */
export function normalCumulative(z: number): number {
  const half = (z * z) / 2;
  const tail = z * z < 4 ? 1 - gammaSeries(0.5, half) : gammaFraction(0.5, half);
  return z >= 0 ? 1 - tail / 2 : tail / 2;
}

function gammaSeries(a: number, x: number): number {
  if (x === 0) return 0;
  let [term, total] = [1 / a, 1 / a];
  for (let n = 1; n < 500 && Math.abs(term) > 1e-17 * Math.abs(total); n += 1) {
    term *= x / (a + n);
    total += term;
  }
  return total * Math.exp(-x + a * Math.log(x) - logGamma(a));
}

function gammaFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let result = d;
  for (let n = 1; n < 500; n += 1) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / notNought(an * d + b);
    c = notNought(b + an / c);
    const change = d * c;
    result *= change;
    if (Math.abs(change - 1) < 1e-15) break;
  }
  return result * Math.exp(-x + a * Math.log(x) - logGamma(a));
}

/** P(G ≤ x) for a Gamma of a shape and scale 1. */
export function gammaCumulative(x: number, shape: number): number {
  if (x <= 0) return 0;
  return x < shape + 1 ? gammaSeries(shape, x) : 1 - gammaFraction(shape, x);
}

/** The x with P(G ≤ x) = probability for a Gamma of a shape and scale 1; 0 where the shape is 0. */
export function gammaQuantile(probability: number, shape: number): number {
  if (!(shape > 0)) return 0;
  let [low, high] = [0, Math.max(1, shape)];
  while (gammaCumulative(high, shape) < probability) high *= 2;
  for (let at = 0; at < 200 && high - low > 1e-12 * high; at += 1) {
    const middle = (low + high) / 2;
    if (gammaCumulative(middle, shape) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
