/**
 * Every term of finance, of demand and of the SSDA903 return that a screen or an output uses, in one sentence each.
 * `screens`: the screens (path without the stroke) it is first looked for on. Codes as in the DfE guide to the return.
 */
export type GlossaryTerm = { term: string; means: string; kind: GlossaryKind; screens: readonly string[] };
export type GlossaryKind = 'finance' | 'demand' | 'return';

type Entry = readonly [term: string, means: string, screens: string];

const finance: readonly Entry[] = [
  [
    'Outturn',
    'What the year will have cost by 31 March: actual so far + committed + projected + adjustments',
    'outturn compare',
  ],
  ['Forecast', 'The outturn as expected on the data held; never the budget', 'outturn'],
  ['Variance', 'Outturn less current budget; above zero is an overspend', 'outturn compare funders'],
  ['Net variance', 'Variance less agreed additional investment: what is left to fund', 'outturn compare funders'],
  [
    'Likely range',
    'Where the variance ends 8 times in 10 (P10 to P90), with children, prices, savings and pressures drawn together; a pressure that is not counted in the forecast lifts it',
    'outturn compare',
  ],
  [
    'Agreed investment',
    'Additional funding the funders have agreed for the year, shown beside the variance and not added to the budget',
    'outturn',
  ],
  ['Original budget', 'The budget approved before the year began: gross less income', 'outturn'],
  ['Current budget', 'Original budget and the changes approved since', 'outturn'],
  ['Gross budget', 'Budget of spending before income', 'outturn'],
  ['Income', 'Grants and contributions that pay for part of a line; written as a negative', 'outturn'],
  ['Virement', 'Approved move of budget from one line to another; the whole stays as it was', 'outturn'],
  ['Growth', 'Budget added for new need or price, from its effective date', 'outturn funders'],
  ['Profile', 'How a year’s budget or cost is spread over its twelve periods', 'outturn'],
  ['Period', 'A month of the financial year: P1 is April, P12 is March', 'outturn'],
  [
    'Issued period',
    'A period whose forecast was reported: it is kept as it was, and its actuals are frozen',
    'outturn',
  ],
  [
    'Movement',
    'Change of the forecast since the period issued before: restated, closed since, and still ahead',
    'outturn',
  ],
  ['Actual', 'What the ledger holds up to and including the period', 'outturn'],
  ['Committed', 'Cost of children already placed, at their own prices, for as long as they stay', 'outturn placements'],
  ['Projected', 'Cost of moves and of children still to come, at starter prices', 'outturn placements'],
  ['Adjustments', 'Accruals, one-offs, savings slippage and counted pressures that fall on a line', 'outturn'],
  ['Accrual', 'Cost of this year not yet paid or invoiced', 'outturn'],
  ['One-off', 'An amount of this year that does not come again', 'outturn savings'],
  ['Recurring', 'What stays in next year’s base', 'funders savings'],
  [
    'Unexplained',
    'What the stated parts leave of a difference; shown, never spread over the others',
    'outturn compare',
  ],
  ['Bridge', 'Steps that lead from one figure to another and sum exactly', 'outturn compare'],
  ['Full-year effect', 'What a full twelve months of a saving or pressure is worth', 'savings pressures plan'],
  ['Part-year effect', 'What falls in this year, given the start, delay and ramp', 'savings pressures'],
  ['Slippage', 'Planned less expected delivery of a saving; it enters the outturn once', 'savings outturn'],
  ['Over-delivery', 'Rated amounts above the target of a saving', 'savings'],
  ['Cost avoidance', 'Cost that does not arise; never counted as a saving delivered', 'savings'],
  ['Mitigation', 'Action that takes something off a pressure; never counted as a saving', 'savings pressures'],
  ['RAG', 'Red, amber and green: how sure a saving is. Weights turn amounts into expected delivery', 'savings'],
  [
    'Carry-forward gap',
    'Recurring savings of this year not secured, which next year’s base must find again',
    'savings',
  ],
  ['Run-rate test', 'Delivery so far carried to the year’s end, against the forecast of the saving', 'savings'],
  ['Pressure', 'Cost that may come on top of the budget, with a probability and an impact', 'pressures'],
  ['Triangular impact', 'An impact stated as low, likely and high; its mean is the mean of the three', 'pressures'],
  ['P80', 'The amount that is not exceeded in 8 draws out of 10', 'pressures compare'],
  ['P10 to P90', 'The range that holds 8 draws out of 10', 'demand compare'],
  ['Probability of overspend', 'Share of draws in which the outturn is above the current budget', 'compare'],
  ['Invest to save', 'Money put in now for benefits later: judged by ROI, NPV and payback', 'invest-to-save'],
  ['Tranche', 'One part of a scheme’s money, with its source, date and conditions', 'invest-to-save'],
  ['ROI', 'Return on investment: (benefits − costs) ÷ costs', 'invest-to-save'],
  ['BCR', 'Benefit–cost ratio: discounted benefits ÷ discounted costs', 'invest-to-save'],
  [
    'NPV',
    'Net present value at the discount rate (3.5 % a year unless set), the first year not discounted',
    'invest-to-save',
  ],
  ['Discount rate', 'What a pound a year later is worth less, per cent a year', 'invest-to-save'],
  ['Payback', 'First month in which cumulative benefits cover cumulative costs', 'invest-to-save'],
  ['Break-even', 'Share of the benefits that must come for costs to be covered', 'invest-to-save'],
  ['Optimism bias', 'Allowance for schemes costing more and bringing less than planned (Green Book)', 'invest-to-save'],
  ['Contract sum', 'What the funders pay the trust: blocks 1 and 2, and of block 3 what is approved', 'funders'],
  [
    'Block 1, 2 and 3',
    'Parts of the contract sum: core; agreed growth; business cases that count only once approved',
    'funders',
  ],
  [
    'Funder share',
    'Part of the shared cost a council bears, to a hundredth of a per cent; shares in force total 100.00 %',
    'funders',
  ],
  ['Passported grant', 'Grant passed on to a line whole, outside the funders’ split', 'funders'],
  ['Joint funding', 'A package of care that health, education or another partner pays part of', 'funders placements'],
  ['Placement reserve', '10 to 15 % of the placements budget held against more children or dearer places', 'funders'],
  ['Section 251', 'Yearly statement of councils’ spending on children, by set lines', ''],
  ['Section 151 officer', 'The officer answerable for a council’s finances', ''],
  ['MTFS', 'Medium-term financial strategy: the budget of the next years', ''],
  [
    'Medium-term plan',
    'Three to ten years, each opening from what the year before cost: one-offs out, changes, inflation, children, savings and proposals in',
    'plan',
  ],
  ['Opening', 'What a year begins with: what the year before cost', 'plan'],
  ['Gap', 'Cost of the lines the partners share, less the money to meet it; above zero it must be found', 'plan'],
  ['To find in the year itself', 'The change of the gap on the year before', 'plan'],
  ['Recurring base', 'What of a contract sum recurs, and so begins the next', 'plan funders'],
  ['Proposal', 'Growth, saving or income put forward for a year: in the plan once it is agreed', 'plan'],
  ['Index', 'A rate of pay, price or income inflation by year, and what it acts on', 'plan'],
  [
    'Reserve',
    'Money set aside: opening, paid in, used, closing; for placements 10 to 15 % of their gross cost',
    'plan funders',
  ],
  [
    'Roll forward',
    'To open the next year from a closed one: base budgets, full-year effects, recurring pressures',
    'plan',
  ],
  ['Goal seek', 'What one lever must be for a figure to meet a target', 'compare'],
  ['Tornado', 'One assumption at a time at its low and its high, widest first', 'compare'],
  [
    'Price, volume and mix',
    'A difference in cost split into dearer places, more children, and children in dearer groups',
    'compare',
  ],
  ['Shapley', 'Fair share of each lever in a difference: its mean effect over every order of the levers', 'compare'],
  ['Scenario', 'What is assumed on top of the data: levers, values and notes, in one file', 'compare'],
  ['Lever', 'One assumption a slider moves, with its dates, ramp and what it acts on', 'compare'],
  ['Base', 'The forecast with no lever and no changed assumption', 'outturn compare'],
  ['Seed', 'The number that fixes the random draws: the same seed gives the same intervals', 'demand compare'],
  ['Sign-off', 'Who has seen a scenario, in what role: draft, reviewed, approved (Aqua Book)', 'compare'],
];

const demand: readonly Entry[] = [
  ['Stock', 'Children placed at the end of a day', 'demand'],
  ['Entrant', 'A child who starts to be looked after', 'demand'],
  ['Leaver', 'A child who stops being looked after before 18', 'demand'],
  ['Mover', 'A child who changes group without leaving care', 'demand'],
  ['Turning 18', 'Children who reach 18 in care: they leave it that day and are counted apart from leavers', 'demand'],
  ['Child-day', 'One child in care for one night', 'demand placements'],
  ['Child-year', '365 child-days', 'demand'],
  ['Rate', 'Events ÷ the child-days in which they could happen', 'demand'],
  ['Exposure', 'Child-days over which a rate was measured', 'demand'],
  ['Reference window', 'The months rates and starter prices are measured on', 'demand'],
  [
    'Markov chain',
    'Projection in which children enter, move between groups and leave at rates by age and group',
    'demand',
  ],
  [
    'Microsimulation',
    'Each child drawn one by one on many paths; the spread of the paths gives the intervals',
    'demand',
  ],
  ['Path', 'One drawn future of all children', 'demand'],
  ['Back-test', 'Forecasting the past with what was known then, and measuring the error', 'demand'],
  ['MAPE', 'Mean absolute percentage error', 'demand'],
  ['MASE', 'Mean error ÷ the error of keeping the last level; below 1 beats it', 'demand'],
  ['Bias', 'Mean of forecast less actual: above zero, the method runs high', 'demand'],
  ['Coverage', 'Share of outcomes inside the stated interval; an 80 % interval should hold 8 in 10', 'demand'],
  ['Naive forecast', 'The last level held for ever: what any method must beat', 'demand'],
  ['Holt', 'A level and a trend, smoothed; damped where the trend fades', 'demand'],
  ['Residual', 'Closing less opening and flows: what the flows leave unexplained', 'demand'],
  ['Sufficiency gap', 'Children less the places that can be used in a group', 'demand'],
  ['Utilisation', 'Share of places that can be filled', 'demand placements'],
  ['Care leaver', 'A young person of 16 to 25 owed support after being looked after', 'demand'],
  ['Cohort ratio', 'Count at an age ÷ the age below a year before', 'demand'],
  ['Unmet', 'Requests placed in another type than was asked for', 'sufficiency'],
  ['Usable', 'Places × utilisation: what can be filled on an ordinary day', 'sufficiency'],
  ['Headroom', 'How many more unaccompanied children until the transfer scheme’s threshold', 'care-leavers'],
  ['Uncovered', 'Vacant posts that no agency worker fills', 'activity'],
  ['Unbilled', 'Agreed with a partner and not invoiced yet', 'activity'],
  ['UASC', 'Unaccompanied asylum-seeking children', 'demand'],
  [
    'National Transfer Scheme',
    'Councils’ duty to take unaccompanied children up to 0.1 % of their children under 18',
    'demand',
  ],
  ['Starter price', 'Mean weekly price of placements begun in the reference window', 'placements'],
  ['Unit cost', 'Mean weekly price of the children placed', 'placements'],
  ['Block contract', 'Places paid for all year whether used or not', 'placements'],
  ['Framework', 'Placement bought at terms agreed beforehand', 'placements'],
  ['Spot purchase', 'Placement bought singly, outside block and framework', 'placements'],
  ['In-house', 'Provided by the council or trust itself', 'placements'],
  ['IFA', 'Independent fostering agency', 'placements'],
  ['Connected carer', 'Relative or friend approved to foster a child', 'placements'],
  ['Void', 'A paid place that stands empty', 'placements'],
  ['Uplift', 'Yearly rise of a provider’s price', 'placements'],
  ['Step-down', 'A move to a less intensive placement', 'placements demand'],
  ['Tolerance', 'Worst acceptable value of a measure', 'scorecard'],
  ['Three-month rule', 'A measure outside its tolerance three months running is a performance failure', 'scorecard'],
  ['Statistical neighbours', 'The councils most alike, to compare with', 'scorecard'],
  ['P × I', 'Score of a risk: probability 1–5 times impact 1–5', 'scorecard'],
  ['Residual risk', 'Score once the planned controls work', 'scorecard'],
  [
    'Small-number suppression',
    'Counts under 5, zeros apart, are not published, so that no child can be known by them',
    'exports',
  ],
  ['Pseudonym', 'A key in place of a child’s name or number, which cannot be turned back', 'data'],
];

const returns: readonly Entry[] = [
  ['SSDA903', 'The yearly statutory return on children looked after, April to March', 'data demand'],
  ['Episode', 'A span in which legal status, placement and carer stay the same; any change begins a new one', 'data'],
  ['DECOM', 'Date the episode began', 'data'],
  ['DEC', 'Date the episode ceased; blank while it runs', 'data'],
  [
    'RNE',
    'Reason for a new episode: S started to be looked after, L legal status, P placement and carer, T placement same carer, B all, U legal status and placement',
    'data',
  ],
  [
    'LS',
    'Legal status: C1 interim and C2 full care order, V2 section 20, E1 placement order, V3 and V4 short breaks, J and L remand and protection',
    'data',
  ],
  ['Section 20', 'Looked after by agreement with the parents (V2)', 'data'],
  ['Short breaks', 'Series of short placements (V3, V4); counted apart and never in the stock', 'data demand'],
  ['CIN', 'Category of need, N1 abuse or neglect to N8 other', 'data'],
  [
    'PLACE',
    'Placement code: U fostering, K children’s homes and secure, H5 and K3 supported accommodation, P with parents or independent, A for adoption, R residential care, T temporary',
    'data',
  ],
  ['U1–U6', 'Foster placements: U1–U3 with relatives or friends, U4–U6 with other carers', 'data'],
  ['K1, K2, K3', 'Secure children’s home; children’s home; registered supported accommodation (from 2024-25)', 'data'],
  ['H5', 'Semi-independent living outside the children’s homes rules; withdrawn from 2025-26', 'data'],
  ['P1, P2', 'Placed with own parents; independent living (P2 not valid from 28 October 2023)', 'data'],
  ['A3–A6', 'Placed for adoption, by consent or placement order, with or without the current foster carer', 'data'],
  ['R1–R5', 'Residential care home, NHS, family centre, young offender institution', 'data'],
  ['S1', 'Residential school', 'data'],
  ['T0–T4', 'Temporary placements: the child keeps the group of the placement before', 'data'],
  ['Z1', 'Other placement; Z11 to Z14 from 2025-26', 'data'],
  [
    'PLACE_PROVIDER',
    'PR0 parent, PR1 own council, PR2 other council, PR3 other public, PR4 private, PR5 voluntary',
    'data',
  ],
  [
    'REC',
    'Reason the episode ceased: X1 continues; E codes leave care, such as E11 and E12 adopted, E4A and E4B home, E45 to E48 special guardianship, E5 and E6 independent, E17 stayed with carers at 18',
    'data',
  ],
  ['SGO', 'Special guardianship order (E45 to E48)', 'data demand'],
  ['CAO', 'Child arrangements order (E41)', 'data'],
  ['Reunification', 'Return home to parents (E4A, E4B, E13)', 'data demand'],
  ['Staying Put', 'Staying with the foster carer after 18 (E17)', 'data demand'],
  [
    'REASON_PLACE_CHANGE',
    'Why a placement changed, such as CARPL (care plan), CREQB and CREQO (carer asked), PLACE (placement ended)',
    'data',
  ],
  ['UASC file', 'Children unaccompanied, with the date this ceased (DUC)', 'data'],
  ['OC2', 'Health and offending of children looked after for a year', 'data'],
  ['OC3', 'Care leavers of 17 to 21: in touch, activity and accommodation', 'data'],
  ['AD1', 'Adopters of children adopted in the year', 'data'],
  ['URN', 'Ofsted’s number of the home', 'data'],
  ['Header', 'One row a child: sex, birth, ethnicity', 'data'],
  [
    'Cleaning report',
    'What was dropped, cut, merged or set aside on reading a return, why, and how many children it touches',
    'data',
  ],
];

const read = (kind: GlossaryKind, entries: readonly Entry[]): GlossaryTerm[] =>
  entries.map(([term, means, screens]) => ({ term, means, kind, screens: screens.split(' ').filter(Boolean) }));

export const glossary: readonly GlossaryTerm[] = [
  ...read('finance', finance),
  ...read('demand', demand),
  ...read('return', returns),
];

const byName = new Map(glossary.map((entry) => [entry.term.toLowerCase(), entry]));

/** The entry of a term, whatever its capitals; null when it is not one. */
export function glossaryTerm(name: string): GlossaryTerm | null {
  return byName.get(name.toLowerCase()) ?? null;
}

/** Terms whose name or meaning holds every word asked for; those whose name begins with it first. */
export function findTerms(query: string): GlossaryTerm[] {
  const parts = query.toLowerCase().split(/\s+/).filter(Boolean);
  const rank = (entry: GlossaryTerm) => {
    const name = entry.term.toLowerCase();
    return parts[0] === undefined || name.startsWith(parts[0]) ? 0 : parts.every((part) => name.includes(part)) ? 1 : 2;
  };
  return glossary
    .filter((entry) => parts.every((part) => `${entry.term} ${entry.means}`.toLowerCase().includes(part)))
    .sort((a, b) => rank(a) - rank(b));
}
