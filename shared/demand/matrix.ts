/**
 * The three matrices of a step of `days` under a generator Q (docs/model.md §4), each `size × size`, row by row:
 * `survive` = e^{Qd}, `integral` = ∫₀ᵈ e^{Qs}ds (days), `double` = ∫₀ᵈ (d−s) e^{Qs}ds (days²).
 */
export type StepMatrices = { survive: Float64Array; integral: Float64Array; double: Float64Array };

/**
 * Taylor series on a step halved until ‖Q‖d ≤ ½, then doubled back: P(2d) = P², I(2d) = I + P·I,
 * J(2d) = J + d·I + P·J. The three share their powers; terms stop below 1e-18 of the first, so the error is a few
 * units in the last place. Takes a generator per child-day (off-diagonal moves, diagonal = −all hazards).
 */
export function stepMatrices(generator: Float64Array, size: number, days: number): StepMatrices {
  let norm = 0;
  for (let row = 0; row < size; row += 1) {
    let total = 0;
    for (let column = 0; column < size; column += 1) total += Math.abs(generator[row * size + column]!);
    norm = Math.max(norm, total);
  }
  const halvings = Math.max(0, Math.ceil(Math.log2(Math.max(norm * days, 1e-300) / 0.5)));
  let step = days / 2 ** halvings;
  const cells = size * size;
  let integral = identity(size, step);
  let double = identity(size, (step * step) / 2);
  let term = identity(size, step);
  for (let k = 1; k <= 40; k += 1) {
    // term = Q^k d^{k+1} / (k+1)!
    term = multiply(term, generator, size);
    let largest = 0;
    for (let at = 0; at < cells; at += 1) {
      const value = (term[at]! * step) / (k + 1);
      term[at] = value;
      integral[at] = integral[at]! + value;
      double[at] = double[at]! + (value * step) / (k + 2);
      largest = Math.max(largest, Math.abs(value));
    }
    if (largest < 1e-18 * step) break;
  }
  let survive = fromIntegral(generator, integral, size);
  for (let at = 0; at < halvings; at += 1) {
    const later = multiply(survive, double, size);
    for (let cell = 0; cell < cells; cell += 1) later[cell] = later[cell]! + double[cell]! + step * integral[cell]!;
    double = later;
    const wider = multiply(survive, integral, size);
    for (let cell = 0; cell < cells; cell += 1) wider[cell] = wider[cell]! + integral[cell]!;
    integral = wider;
    survive = multiply(survive, survive, size);
    step *= 2;
  }
  return { survive, integral, double };
}

/** e^{Qd} = 1 + Q∫e^{Qs}ds: keeps opening + entrants − leavers = closing to the last digits. */
function fromIntegral(generator: Float64Array, integral: Float64Array, size: number): Float64Array {
  const survive = multiply(generator, integral, size);
  for (let at = 0; at < size; at += 1) survive[at * size + at] = survive[at * size + at]! + 1;
  return survive;
}

function identity(size: number, value: number): Float64Array {
  const result = new Float64Array(size * size);
  for (let at = 0; at < size; at += 1) result[at * size + at] = value;
  return result;
}

function multiply(left: Float64Array, right: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let inner = 0; inner < size; inner += 1) {
      const factor = left[row * size + inner]!;
      if (factor === 0) continue;
      const from = inner * size;
      const into = row * size;
      for (let column = 0; column < size; column += 1) {
        result[into + column] = result[into + column]! + factor * right[from + column]!;
      }
    }
  }
  return result;
}
