/** Budgets, ledgers, funders and partners as finance systems write them (Oracle, SAP, Unit4, Integra, spreadsheets). */
import { eitherNames, lineOfBudget, nameHeader, noteHeader, referenceOf, type TableKind, yearHeader } from './kind.ts';

const period = {
  exact:
    /^(?:(?:posting|accounting|financial|fin|fiscal|gl|ledger|reporting) )?(?:period|month|mth)(?: (?:no|name|end|ending|posted|id))?$|^(?:posting|transaction|trans|gl|journal|effective|accounting|trans|voucher) date$|^p$|^date posted$/,
  loose: /\bperiod\b/,
  not: /start|weekly|full/,
};
const expenditure = {
  exact:
    /^(?:(?:gross|actual|total|net|ledger|posted|ytd)? ?(?:expenditure|spend|cost|costs|amount|actual|actuals|value|posting|debit)|(?:spend|expenditure|cost) (?:ledger|posted|amount)|net (?:amount|posting|value)|(?:functional|accounted|local|transaction|posting|base)? ?(?:amount|net|value)|amount (?:local|functional|lc)(?: currency)?|actual (?:amount|cost|spend|expenditure)|val(?:ue)? (?:rep|co|obj|report|object|transaction)\w* (?:area )?(?:cur\w*|crcy))$/,
  loose: /expenditure|spend|\bamount\b|\bactuals?\b|\bdebit\b/,
  not: /income|budget|forecast|variance|credit|date|period|commit|ytd|year date|code|account no|description/,
};
const incomeActual = {
  exact:
    /^(?:actual |ledger |posted )?(?:income|receipts?|credit|credits|revenue)(?: (?:ledger|posted|amount|actual))?$/,
  loose: /\bincome\b|\bcredit\b|receipts/,
  not: /budget|forecast|description|code|type/,
};

export const budgetKinds: readonly TableKind[] = [
  {
    register: 'budgetLines',
    title: /budget|mtfs|estimates?|cost cent/i,
    needs: [['code', 'name'], ['grossBudgetPence']],
    mark: /budget|approved|estimate|allocation|base\b|expenditure/,
    columns: {
      year: yearHeader,
      code: lineOfBudget,
      name: {
        exact:
          /^(?:(?:cost centre|cost code|budget code|profit centre|responsibility centre|line|budget|budget line|account|service|ledger|activity|detail|cost centre t|costc)? ?(?:description|name|title|text|heading)|cost centre (?:long )?text|(?:costc|cost centre) t|budget head(?:ing)?|heading|budget area|subject|budget line|line|budget|service line|cost centre|service area|area)$/,
        loose: /(?:centre|line|budget|account|code) (?:description|name|title|text)/,
        not: /owner|holder|manager/,
      },
      service: {
        exact: /^(?:kind spend|spend type|service type|service kind|category spend)$/,
      },
      grossBudgetPence: {
        exact:
          /^year amount$|^(?:(?:approved|original|current|revised|working|annual|full year|gross|total|latest|net|base|controllable) )*(?:expenditure budget|budget expenditure|gross budget|budget|gross expenditure|expenditure|gross|estimate|budget amount|annual budget|spend budget|allocation)(?: (?:total|amount|gross|expenditure))?$/,
        loose:
          /(?:budget|estimate|approved).*(?:expenditure|gross)|(?:expenditure|gross).*(?:budget|estimate|approved)|\bbudget\b/,
        not: /income|holder|code|line|description|manager|name|date|ytd|remaining|variance|owner|previous|prior|last year|actual|forecast|id\b/,
      },
      incomeBudgetPence: {
        exact:
          /^(?:(?:approved|original|current|revised|annual|total|less|grant|external|gross) )*(?:income budget|budget income|income|grant income|fees charges|receipts)(?: (?:total|amount|budget|approved))?$/,
        loose: /\bincome\b/,
        not: /actual|forecast|code|description/,
      },
      block: { exact: /^(?:contract )?block$/ },
    },
    assumed: {
      year: { stated: 'year', say: 'the year that its title, file or the other files name' },
      code: { from: 'name', say: 'the name stands for the code of the line' },
      name: { from: 'code', say: 'the code stands for the name of the line' },
      service: { from: 'name', say: 'the kind of spend by the name of the line' },
      method: { from: 'name', say: 'how each line is forecast, by its name' },
      incomeBudgetPence: { constant: '0', say: 'no income' },
      funding: { constant: 'shared', say: 'every line is shared among the funders' },
      recurring: { constant: '1', say: 'every line recurs' },
    },
  },
  {
    register: 'actuals',
    title: /\bgl\b|ledger|actual|transact|posting|spend to date|journal|outturn|monitor/i,
    needs: [['lineCode'], ['period'], ['expenditurePence']],
    columns: {
      year: yearHeader,
      period,
      lineCode: lineOfBudget,
      expenditurePence: expenditure,
      incomePence: incomeActual,
      source: { exact: /^(?:journal |batch |transaction |doc(?:ument)? )?(?:source|type|category|origin|ledger)$/ },
    },
    assumed: {
      year: { stated: 'year', say: 'the year that its title, file or the other files name' },
    },
  },
  {
    register: 'funders',
    title: /funder|partner|shares?\b|contribut|funding split|member/i,
    needs: [['name', 'code']],
    mark: /share|split|percent|contribution|proportion|funder|partner org|funding/,
    columns: {
      code: {
        exact:
          /^(?:(?:funder|partner|organisation|org|member|authority|council|body|agency) ?)?(?:code|ref|id|short name|abbreviation|acronym|initials)$/,
      },
      name: {
        exact:
          /^(?:(?:funding|partner|member|contributing|statutory)? ?(?:organisation|organization|funder|partner|partner organisation|body|authority|council|agency|contributor)|name)(?: name)?$/,
        loose: /(?:funder|partner|organisation|authority) name|funding (?:body|partner)/,
      },
    },
    assumed: {
      code: { from: 'name', say: 'the name stands for the code' },
      name: { from: 'code', say: 'the code stands for the name' },
    },
  },
  {
    register: 'funderShares',
    beside: 'funders',
    title: /funder|partner|shares?\b|contribut|split/i,
    needs: [['funderCode'], ['shareBasisPoints']],
    columns: {
      funderCode: {
        exact:
          /^(?:(?:funder|partner|organisation|org|member|authority|council|body|agency) ?)?(?:code|ref|id|short name|abbreviation|acronym|initials)$/,
        loose:
          /^(?:(?:funding|partner|member|contributing)? ?(?:organisation|funder|partner|body|authority|council|agency|name))/,
        not: /share|split|percent|contribution/,
      },
      shareBasisPoints: {
        exact:
          /^(?:(?:agreed|funding|current|contract|partner|cost|funder) )?(?:share|split|contribution|proportion|percentage)?(?: ?(?:percent|share|cost|costs|agreed))*$/,
        loose: /share|split|percent|proportion|contribution/,
      },
      from: {
        exact:
          /^(?:(?:effective|start|valid|share|applies) )?(?:from|date|start|effective|start date|effective date|date from)(?: (?:date|from))?$|^with effect from$|^wef$/,
        loose: /effect|\bfrom\b|start/,
      },
    },
    assumed: { from: { stated: 'year-start', say: 'in force from the first day of the year' } },
  },
  {
    register: 'jointFunding',
    title: /joint|partner|continuing care|\bchc\b|\bcc\b|health contribution|tripartite|section ?(?:75|117)|package/i,
    needs: [['reference', 'name'], ['partner'], ['grossPence']],
    mark: /agreed|contribution|share|invoiced|partner/,
    columns: {
      year: yearHeader,
      reference: {
        ...referenceOf('package|case|agreement|joint funding|jf|placement'),
        exact: /^(?:(?:package|case|agreement|joint funding|jf|placement) ?)?(?:ref|id|code|no|package)$/,
      },
      name: nameHeader('package|care package|package type|provision|placement type|support'),
      lineCode: lineOfBudget,
      partner: {
        exact:
          /^(?:funding )?(?:partner|agency|funder|contributor|organisation|body)(?: (?:name|agency|organisation))?$/,
      },
      grossPence: {
        exact:
          /^(?:gross|total|full|annual|package|whole)(?: (?:annual|package|year|care))*(?: (?:cost|value|price|amount))?$|^cost$/,
        loose: /gross|total (?:annual )?(?:cost|value)|package cost/,
        not: /agreed|invoiced|contribution|percent/,
      },
      agreedPercent: {
        exact:
          /^(?:agreed|partner|contribution|funding|health|icb)? ?(?:percent|share|contribution|split|agreed)(?: ?(?:percent|agreed|share))*$/,
        loose: /percent|agreed/,
      },
      invoicedPence: {
        exact: /^(?:amount |total )?(?:invoiced|billed|recharged)(?: (?:date|amount|value|ytd))*$/,
        loose: /invoiced|billed/,
      },
      disputedPence: {
        exact: /^(?:amount |total )?(?:disputed|in dispute|dispute|queried)(?: (?:amount|value))*$/,
        loose: /disput/,
      },
      receivedPence: {
        exact: /^(?:amount |cash |total )?(?:received|paid)(?: (?:date|amount))*$/,
        loose: /received|paid/,
      },
      agreed: { exact: /^(?:date agreed|agreed (?:on|date)|agreement date|panel date)$/ },
      note: noteHeader,
    },
    assumed: {
      year: { stated: 'year', say: 'the year that its title, file or the other files name' },
      ...eitherNames,
      invoicedPence: { constant: '0', say: 'nothing invoiced yet' },
      disputedPence: { constant: '0', say: 'nothing in dispute' },
    },
  },
  {
    register: 'budgetChanges',
    title: /virement|budget (?:change|movement|adjust|transfer)/i,
    needs: [['lineCode'], ['grossPence'], ['effective']],
    mark: /virement|change|amount|adjust|transfer/,
    columns: {
      year: yearHeader,
      reference: referenceOf('virement|change|journal|adjustment|movement'),
      lineCode: lineOfBudget,
      kind: { exact: /^(?:change |virement |movement )?(?:type|kind|category)$/ },
      grossPence: {
        exact:
          /^(?:gross |virement |expenditure |net )?(?:change|amount|virement|value|expenditure|adjustment|movement)$/,
        loose: /amount|change/,
        not: /date|type|income|ref/,
      },
      incomePence: { exact: /^income(?: (?:change|amount))?$/, loose: /income/ },
      effective: {
        exact: /^(?:effective|posting|posted|virement|transaction)? ?(?:date|from|effective)(?: (?:date|from))?$/,
        loose: /effective|date/,
        not: /approv/,
      },
      approved: { exact: /^(?:date )?approved(?: (?:date|on))?$|^approval date$/ },
      note: { exact: /^(?:notes?|comments?|reason|description|narrative|details?)$/ },
    },
    assumed: {
      year: { stated: 'year', say: 'the year that its title, file or the other files name' },
      kind: { constant: 'virement', say: 'each is a virement' },
      incomePence: { constant: '0', say: 'no change of income' },
      recurring: { constant: '1', say: 'each recurs' },
    },
  },
];
