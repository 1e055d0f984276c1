/** Pressures, savings, risks and invest to save as trackers and logs write them. */
import {
  eitherNames,
  lineOfBudget,
  nameHeader,
  noteHeader,
  ownerHeader,
  referenceOf,
  type TableKind,
  yearHeader,
} from './kind.ts';

const startMonth = {
  exact:
    /^(?:(?:delivery|saving|savings|benefit|benefits|impact|planned|implementation|expected) )?(?:starts?|from|start(?:s|ing)?|go live|begins|commences|implementation|delivery)(?: (?:month|period|date|from|date month))?$|^month$|^(?:start |starts )?month$|^(?:date|month) (?:from|starts?|starting)$|^effective(?: (?:from|date))?$|^period (?:start|from)$/,
  loose: /start|go live|commenc|effective from/,
  not: /year only|status|end/,
};
const stated = { stated: 'year', say: 'the year that its title, file or the other files name' } as const;
const rank = '(?:p|prob|probability|likelihood|l)';
const size = '(?:i|impact|severity|consequence|s)';
const first = '(?:initial|inherent|gross|raw|original|unmitigated|before)';
const now = '(?:current|present|now|live|mitigated)';
const last = '(?:residual|target|net|after|post mitigation|tolerable)';
const rated = (when: string, what: string) => ({
  exact: new RegExp(`^(?:${when} (?:risk )?${what}|${what} ${when})(?: (?:score|rating|1 5))*$`),
});
const scored = (when: string) => ({
  exact: new RegExp(`^(?:${when} (?:risk )?(?:score|rating)|(?:risk )?(?:score|rating) ${when})$`),
});

export const programmeKinds: readonly TableKind[] = [
  {
    register: 'pressures',
    title: /pressure|risks? and opportunit|growth|emerging/i,
    needs: [['name', 'reference'], ['likelyPence'], ['lineCode']],
    mark: /pressure|likely|worst|best|\blow|\bhigh|probab|chance|impact/,
    columns: {
      year: yearHeader,
      reference: referenceOf('pressure'),
      name: nameHeader('pressure|pressures|budget pressure|growth|issue|item|budget issue|demand pressure'),
      lineCode: lineOfBudget,
      minimumPence: {
        exact:
          /^(?:best|low|lower|minimum|min|optimistic|least)(?: (?:case|estimate|impact|value|end))*$|^(?:impact|estimate) (?:low|best|min)$/,
        loose: /\b(?:best|lowest|low|minimum|optimistic)\b/,
        not: /likely/,
      },
      likelyPence: {
        exact:
          /^(?:most |probable )?(?:likely|expected|central|mid|medium|probable)(?: (?:case|estimate|impact|value|cost))*$|^(?:full |inyear |estimated |annual |net )*(?:pressure |year )*(?:value|amount|impact|cost|pressure|estimate)(?: (?:year|estimate))*$|^inyear(?: (?:effect|impact|value|pressure|cost))*$|^(?:impact|estimate) (?:likely|mid|central)$/,
        loose: /likely|expected|central|value|amount|full year/,
        not: /likelihood|probab|date/,
      },
      maximumPence: {
        exact:
          /^(?:worst|high|higher|upper|maximum|max|pessimistic|reasonable worst)(?: (?:case|estimate|impact|value|end))*$|^(?:impact|estimate) (?:high|worst|max)$/,
        loose: /\b(?:worst|highest|high|maximum|pessimistic)\b/,
      },
      probabilityPercent: {
        exact: /^(?:probability|chance|likelihood|confidence)(?: (?:percent|occurring|occurrence))*$/,
        loose: /probab|chance|likelihood/,
      },
      startPeriod: startMonth,
      recurring: {
        exact:
          /^(?:is )?(?:recurring|recurrent|ongoing|permanent)(?: (?:y n|one off))*$|^(?:recurring |recurrent )?(?:or )?one off(?: recurring)?$|^nature$/,
      },
      status: { exact: /^(?:pressure )?(?:status|state)$/ },
      counted: { exact: /^(?:in|included|counted)(?: (?:forecast|monitor|outturn|in))*$/ },
      ownerRole: ownerHeader,
      riskReference: { exact: /^(?:linked )?risk (?:ref|id|no)$/ },
      note: noteHeader,
    },
    assumed: {
      year: stated,
      ...eitherNames,
      minimumPence: { from: 'likelyPence', say: 'the least impact is the likely one' },
      maximumPence: { from: 'likelyPence', say: 'the greatest impact is the likely one' },
      probabilityPercent: { constant: '100', say: 'each is certain (100 %)' },
      startPeriod: { constant: '1', say: 'each falls from April' },
      recurring: { constant: '1', say: 'each recurs' },
      funding: { constant: 'shared', say: 'shared among the funders' },
      status: { constant: 'open', say: 'each is open' },
      counted: { constant: '1', say: 'the expected value of each enters the outturn' },
    },
  },
  {
    register: 'mitigations',
    title: /mitigat/i,
    needs: [['pressureReference'], ['amountPence'], ['name', 'reference']],
    mark: /mitigat/,
    columns: {
      year: yearHeader,
      reference: referenceOf('mitigation|action'),
      pressureReference: { exact: /^(?:linked )?pressure(?: (?:ref|id|no))?$/ },
      name: nameHeader('mitigation|action|mitigating action'),
      amountPence: { exact: /^(?:amount|value|saving|reduction|impact)$/, loose: /amount|value/ },
      successPercent: { exact: /^(?:success|probability|chance|confidence|likelihood)(?: percent)?$/ },
    },
    assumed: {
      year: stated,
      ...eitherNames,
      successPercent: { constant: '100', say: 'each succeeds (100 %)' },
    },
  },
  {
    register: 'savings',
    title: /saving|efficienc|transformation|\bmtfs\b/i,
    needs: [['reference', 'name'], ['targetPence', 'fullYearEffectPence'], ['lineCode']],
    mark: /saving|target|full year|fye|rag|efficienc/,
    columns: {
      year: yearHeader,
      reference: referenceOf('savings?|proposal|project|initiative|mtfs|mtfp|efficiency|action|scheme'),
      name: nameHeader(
        'savings?|savings? proposal|proposal|initiative|scheme|savings? initiative|action|project|efficiency',
      ),
      lineCode: lineOfBudget,
      programme: { exact: /^(?:programme|theme|workstream|work stream|project)(?: name)?$/ },
      class: { exact: /^(?:class|saving type|type saving|type)$/ },
      targetPence: {
        exact:
          /^year amount$|^(?:(?:inyear|year|annual|savings?|budgeted|current year|approved|planned|agreed) )*(?:target|savings? target|budgeted saving|saving|savings|planned saving|value|amount)(?: (?:saving|savings|year|inyear|value|amount))*$/,
        loose: /target|inyear/,
        not: /full|fye|delivered|achieved|forecast|rag|date|actual|title|name/,
      },
      fullYearEffectPence: {
        exact: /^(?:full year|fye|fy|annualised|recurrent)(?: (?:value|effect|saving|savings|amount|impact|target))*$/,
        loose: /full year|\bfye\b|annualised|recurrent value/,
      },
      recurring: {
        exact:
          /^(?:is )?(?:recurring|recurrent|ongoing|permanent)(?: (?:y n|one off|temporary))*$|^(?:recurring |recurrent )?(?:or )?one off(?: recurring)?$/,
        not: /value|amount/,
      },
      startPeriod: startMonth,
      delayMonths: { exact: /^(?:slippage|delay)(?: months)?$|^months(?: (?:delay|slipped|late))$/ },
      deliveryPercent: {
        exact:
          /^(?:delivery|deliverable|confidence|percent delivery|expected delivery)(?: percent)?$|^percent deliverable$/,
      },
      ownerRole: ownerHeader,
      note: noteHeader,
    },
    assumed: {
      year: stated,
      ...eitherNames,
      class: { constant: 'saving', say: 'each is a saving, not a mitigation' },
      fullYearEffectPence: { from: 'targetPence', say: 'a full year is worth the target of the year' },
      basis: { constant: 'in-year', say: 'targets are those of the year' },
      recurring: { constant: '1', say: 'each recurs' },
      startPeriod: { constant: '1', say: 'each starts in April' },
      delayMonths: { constant: '0', say: 'no delay' },
      rampMonths: { constant: '0', say: 'in full from its start' },
      rampShape: { constant: 'straight', say: 'no build-up' },
    },
  },
  {
    register: 'savingRatings',
    beside: 'savings',
    title: /saving|efficienc/i,
    needs: [['savingReference'], ['redPence'], ['amberPence'], ['greenPence']],
    columns: {
      savingReference: referenceOf('savings?|proposal|project|initiative|mtfs|mtfp|efficiency|action|scheme'),
      redPence: { exact: /^(?:rated |rag )?red(?: rated)?$/ },
      amberPence: { exact: /^(?:rated |rag )?amber(?: rated)?$/ },
      greenPence: { exact: /^(?:(?:rated |rag )?green(?: rated)?)$/ },
      unassessedPence: { exact: /^(?:not assessed|unassessed|not rated|unrated)$/ },
      deliveredPence: { exact: /^(?:delivered|achieved|realised)(?: (?:date|ytd|so far|year date))*$/ },
      narrative: noteHeader,
    },
    assumed: {
      year: stated,
      period: { stated: 'period', say: 'rated at the latest period of the ledger' },
      unassessedPence: { constant: '0', say: 'nothing left unrated' },
      mitigationPence: { constant: '0', say: 'no mitigation among them' },
      oneOffPence: { constant: '0', say: 'no one-offs among them' },
    },
  },
  {
    register: 'risks',
    title: /risk/i,
    needs: [
      ['reference', 'name'],
      ['initialProbability', 'currentProbability'],
      ['initialImpact', 'currentImpact'],
    ],
    mark: /risk|likelihood|probab|severity/,
    columns: {
      reference: referenceOf('risk'),
      name: nameHeader('risk|threat|risk event|risk short'),
      ownerRole: ownerHeader,
      initialProbability: rated(first, rank),
      initialImpact: rated(first, size),
      initialScore: scored(first),
      currentProbability: {
        exact: new RegExp(`^(?:(?:${now} )?(?:risk )?${rank}|${rank} ${now})(?: (?:score|rating|1 5))*$`),
      },
      currentImpact: {
        exact: new RegExp(`^(?:(?:${now} )?(?:risk )?${size}|${size} ${now})(?: (?:score|rating|1 5))*$`),
      },
      currentScore: { exact: new RegExp(`^(?:${now} )?(?:risk )?(?:score|rating)(?: ${now})?$|^l x i$|^p x i$`) },
      residualProbability: rated(last, rank),
      residualImpact: rated(last, size),
      residualScore: scored(last),
      category: { exact: /^(?:risk )?(?:category|type|theme)$/ },
      raised: { exact: /^(?:date )?(?:raised|identified|opened|added)(?: (?:on|date))?$/ },
      event: { exact: /^(?:cause|event|risk event|description risk|cause event)$/ },
      impact: { exact: /^(?:effect|consequences?|impact description|description impact)$/ },
      note: {
        exact: /^(?:notes?|comments?|mitigations?|controls?|existing controls|mitigating actions?|actions?|update)$/,
      },
      pressureReference: { exact: /^(?:linked )?pressure(?: (?:ref|id|no))?$/ },
    },
    assumed: {
      ...eitherNames,
      initialProbability: { from: 'currentProbability', say: 'the first probability is the current one' },
      initialImpact: { from: 'currentImpact', say: 'the first impact is the current one' },
      currentProbability: { from: 'initialProbability', say: 'the current probability is the first one' },
      currentImpact: { from: 'initialImpact', say: 'the current impact is the first one' },
    },
  },
  {
    register: 'schemes',
    title: /invest|scheme|business case|\bits\b/i,
    needs: [['reference', 'name'], ['name'], ['startYear', 'approval', 'theme']],
    mark: /scheme|invest|project/,
    columns: {
      reference: referenceOf('scheme|project|its|business case'),
      name: nameHeader('scheme|project|business case'),
      theme: { exact: /^(?:theme|programme|workstream)$/ },
      board: { exact: /^(?:board|governance|approved by)$/ },
      approval: { exact: /^(?:status|approval|approval status|stage|state)$/ },
      approved: { exact: /^(?:date approved|approved(?: on)?|approval date)$/ },
      startYear: { exact: /^(?:start|first|from)? ?(?:year|fy|financial year)(?: (?:start|from))?$/ },
      lagMonths: { exact: /^(?:lag|delay)(?: months)?$|^months (?:lag|benefit)$/ },
      lineCode: lineOfBudget,
      savingReference: { exact: /^(?:linked )?saving(?: (?:ref|id|no))?$/ },
      costBiasPercent: { exact: /^cost (?:optimism )?bias(?: percent)?$/ },
      benefitBiasPercent: { exact: /^benefits? (?:optimism )?bias(?: percent)?$/ },
      condition: { exact: /^conditions?$/ },
      note: noteHeader,
    },
    assumed: {
      reference: { from: 'name', say: 'the name stands for the reference' },
      approval: { constant: 'proposed', say: 'each is proposed' },
      startYear: stated,
      lagMonths: { constant: '0', say: 'no lag between cost and benefit' },
      route: { constant: 'budget-line', say: 'realised through its budget line' },
      costBiasPercent: { constant: '0', say: 'no cost bias' },
      benefitBiasPercent: { constant: '0', say: 'no optimism bias' },
    },
  },
  {
    register: 'tranches',
    title: /tranche|invest.*cost|cost.*invest|implementation cost/i,
    needs: [['schemeReference'], ['amountPence']],
    mark: /tranche|cost|funding|invest/,
    columns: {
      schemeReference: { exact: /^(?:scheme|project|its|business case)(?: (?:ref|id|no|code|name))?$/ },
      reference: { exact: /^(?:tranche|phase|stage|instalment)(?: (?:ref|id|no))?$|^ref$/ },
      name: nameHeader('tranche|cost|item|phase'),
      year: yearHeader,
      period: { exact: /^(?:period|month|start month|start period)$/ },
      kind: { exact: /^(?:kind|type|cost type|cost grant)$/ },
      amountPence: {
        exact: /^(?:tranche |implementation |investment |total )?(?:cost|costs|amount|value|investment|spend)$/,
        loose: /cost|amount|investment/,
        not: /centre|type/,
      },
      source: { exact: /^(?:funding )?(?:source|funded (?:from|by)|funding|reserve)(?: funding)?$/ },
      agreed: { exact: /^(?:date )?agreed(?: (?:on|date))?$/ },
      condition: { exact: /^conditions?$/ },
    },
    assumed: {
      reference: { from: 'name', say: 'the name stands for the tranche' },
      name: { from: 'reference', say: 'the number of the tranche stands for its name' },
      year: stated,
      period: { constant: '1', say: 'paid from April' },
      kind: { constant: 'cost', say: 'each is a cost' },
      source: { constant: 'Not stated', say: 'its funding is not stated' },
    },
  },
  {
    register: 'benefits',
    title: /benefit/i,
    needs: [['schemeReference'], ['year'], ['amountPence']],
    mark: /benefit|saving|case/,
    columns: {
      schemeReference: { exact: /^(?:scheme|project|its|business case)(?: (?:ref|id|no|code|name))?$/ },
      case: { exact: /^(?:case|scenario|basis case|type|version)$/ },
      year: yearHeader,
      amountPence: {
        exact: /^(?:gross |net |annual |cashable )?(?:benefits?|savings?|amount|value)(?: (?:value|amount))?$/,
        loose: /benefit|saving/,
        not: /case|type|children/,
      },
      basis: { exact: /^(?:annual cumulative|basis|cumulative)$/ },
      volume: {
        exact: /^(?:children|volume|no children|child|placements)(?: (?:avoided|diverted|stepped down|reduced))*$/,
        loose: /avoided|children/,
      },
      stated: { exact: /^(?:gross net|stated)$/ },
      note: noteHeader,
    },
    assumed: {
      case: { constant: 'target', say: 'each is the target' },
      basis: { constant: 'annual', say: 'of each year, not cumulative' },
      interpolated: { constant: '0', say: 'none is interpolated' },
    },
  },
];
