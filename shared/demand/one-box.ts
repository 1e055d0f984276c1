/** Stock, entrants and leavers a year, mean stock: the one-box model of a council known by four figures. */
export type OneBox = { stock: number; entrantsPerYear: number; leaversPerYear: number; meanStock: number };

/**
 * Immigration–death in closed form (case FLOW-01): λ = leavers ÷ mean stock, equilibrium x* = entrants ÷ λ, mean
 * x* + (x₀ − x*)e^{−λt}, variance x₀p(1−p) + x*(1−p) with p = e^{−λt}; 95 % = mean ± 1.96 sd. Time in years.
 */
export function oneBox({ stock, entrantsPerYear, leaversPerYear, meanStock }: OneBox, years: number) {
  const rate = leaversPerYear / meanStock;
  const equilibrium = entrantsPerYear / rate;
  const staying = Math.exp(-rate * years);
  const mean = equilibrium + (stock - equilibrium) * staying;
  const variance = stock * staying * (1 - staying) + equilibrium * (1 - staying);
  const sd = Math.sqrt(variance);
  const reach = 1.959963984540054 * sd;
  return { rate, equilibrium, mean, variance, sd, low95: mean - reach, high95: mean + reach };
}
