/** Placements and their prices as case systems write them (Liquidlogic, Mosaic, Charms, Controcc, spreadsheets). */
import { referenceOf, type TableKind } from './kind.ts';

const placementReference = {
  exact:
    /^(?:(?:lcs|mosaic|liquidlogic|lac|cla|cic|controcc|care|unique|local|system) )*(?:placement|agreement|ipa|order|package|provision|service|episode|purchase|cost line|care package|commitment|element|pld)(?: (?:line|order|agreement|unique|episode|placement))*(?: (?:ref|id|no|code|key|identifier))*$|^(?:unique |record |row |line )?(?:ref|id|no|identifier|key)$/,
  loose: /(?:placement|episode|provision|agreement|order|ipa|service|package) (?:ref|id|no)\b/,
  not: /\bchild\b|provider|unit|supplier|ofsted|urn/,
};
const start = {
  exact:
    /^(?:(?:placement|provision|service|episode|care|cost|price|agreement|rate|fee) )?(?:(?:start|from|begin|commenced|began|commencement|placed)(?: date)?|date (?:placed|started|from|commenced|placement started|placement began|start)|actual start(?: date)?)$|^decom$/,
  loose: /start|\bplaced\b|\bfrom\b|commenc/,
  not: /child|care start|period|end|expected|planned|became looked/,
};
const weekly = {
  exact:
    /^(?:(?:gross|net|total|current|agreed|placement|base|full) )*weekly (?:cost|fee|price|rate|charge|amount|fees|total)(?: (?:gross|net|total))?$|^(?:(?:gross|net|total|agreed|current|placement) )*(?:cost|fee|price|rate|charge|fees)(?: per)? weekly$|^(?:gross|net|total) weekly$|^(?:weekly )?(?:unit cost|placement cost|placement fee|agreed rate)(?: weekly)?$/,
  loose: /weekly|\bfee\b|\brate\b|\bcost\b/,
  not: /education|health|icb|nhs|contribution|income|annual|year|total cost date|daily|code|centre|category|type|band/,
};

export const childrenKinds: readonly TableKind[] = [
  {
    register: 'placements',
    title: /placement|looked after|\bcla\b|\blac\b|\bcic\b|children in care|mosaic|liquidlogic|\blcs\b/i,
    needs: [['childKey'], ['groupCode'], ['start']],
    columns: {
      reference: placementReference,
      childKey: {
        exact:
          /^(?:(?:lcs|mosaic|liquidlogic|charms|system|case|social care|ssd|sw|framework|framework i|azeus|eclipse|local|unique|pseudonymised|anonymised) )*(?:child|cyp|yp|lac|cla|cic)(?: (?:lcs|mosaic|system|case|unique|local|social care|liquidlogic|record))*(?: (?:id|no|ref|identifier|key|code|pseudonym|s))*$|^(?:mosaic|lcs|liquidlogic|case|system|p|swift|carefirst|eclipse|ics|ehm|framework|frameworki|subject|pseudonym(?:ised)?) ?(?:id|no|ref|person id|record no)$|^(?:id child|pseudonym|p no)$/,
        loose: /\bchild\b.*(?:\bid\b|\bno\b|\bref\b|identifier)|\b(?:case|mosaic|lcs) (?:id|no|ref)\b/,
        not: /name|dob|age|type|gender|placement|worker|manager|provider/,
      },
      birthMonth: {
        exact: /^(?:child )?(?:dob|birth month|month birth|birthday|year month birth|birth|born|month year birth)$/,
        loose: /\bdob\b|\bbirth\b/,
        not: /country|place/,
      },
      uasc: {
        exact: /^(?:uasc|is uasc|uasc (?:flag|status|y n|indicator)|unaccompanied(?: .*)?|asylum(?: .*)?)$/,
        loose: /uasc|unaccompanied/,
      },
      groupCode: {
        exact:
          /^(?:(?:placement|provision|service|care|accommodation) )?(?:type|category|group|placement type|care type|element)(?: (?:placement|provision|care|service|description|name|code))*$|^(?:placement|provision|setting|category placement|service element|service description|product)$/,
        loose:
          /(?:placement|provision|service|care|accommodation|setting) (?:type|category|group|description)|type (?:placement|care|provision|accommodation)|category/,
        not: /\bid\b|\bno\b|\bref\b|legal|end|reason|purchas|contract/,
      },
      provider: {
        exact:
          /^(?:(?:placement|service|care|current) )?(?:provider|supplier|agency|vendor|organisation|home)(?: name)?$/,
        loose: /provider|supplier/,
        not: /\bid\b|type|code|urn|ref/,
      },
      route: {
        exact:
          /^(?:contract|funding route|how placed|how (?:purchased|bought|procured|commissioned)|(?:purchase|purchasing|procurement|commissioning|contract|contracting|buying|sourcing) (?:route|type|method|basis|arrangement)|route|contract|framework spot|framework)$/,
        loose: /procure|purchas|commissioning|contract type|framework/,
        not: /\bno\b|\bid\b|ref|date|value/,
      },
      start,
      end: {
        exact:
          /^(?:(?:placement|provision|service|episode|agreement) )?(?:(?:end|ended|ceased|closed)(?: date)?|date (?:ended|end|ceased|closed|placement ended)|actual end(?: date)?)$|^dec$|^to$/,
        loose: /\bend\b|ended|ceased/,
        not: /expected|planned|anticipated|reason|review|due/,
      },
      expectedEnd: {
        exact:
          /^(?:(?:placement|service) )?(?:expected|planned|anticipated|predicted|forecast|review|due) end(?: date)?$/,
        loose: /(?:expected|planned|anticipated).*end/,
      },
      area: { exact: /^(?:area|locality|district|region|placement area|team area)$/ },
      endReason: { exact: /^(?:(?:placement )?end reason|reason (?:end|ended|ceased|placement ended)(?: .*)?|rec)$/ },
    },
    assumed: {
      uasc: { constant: '0', say: 'no child is unaccompanied' },
      route: { from: 'groupCode', say: 'how a place is bought, by its category' },
    },
  },
  {
    register: 'placementPrices',
    beside: 'placements',
    title: /price|fee|rate|cost/i,
    needs: [['placementReference'], ['from'], ['weeklyPence']],
    columns: {
      placementReference,
      from: start,
      weeklyPence: weekly,
      educationPence: {
        exact: /^education(?:al)?(?: (?:element|contribution|share|cost|weekly|funding|fee))*(?: weekly)?$/,
        loose: /education|\bdsg\b/,
        not: /percent|total/,
      },
      healthPence: {
        exact:
          /^(?:health|icb|ccg|nhs|chc)(?: (?:element|contribution|share|cost|weekly|funding|fee|icb))*(?: weekly)?$/,
        loose: /health|\bicb\b|\bnhs\b/,
        not: /percent|plan|check|assess|need/,
      },
    },
    assumed: {},
  },
  {
    register: 'capacityUnits',
    title: /capacity|homes|beds|block contract/i,
    needs: [['code', 'name'], ['groupCode'], ['places'], ['annualCostPence']],
    columns: {
      code: referenceOf('unit|home|contract|block'),
      name: { exact: /^(?:(?:unit|home|contract|block) ?)?(?:name|unit|home|title)$/, loose: /(?:unit|home) name/ },
      kind: { exact: /^(?:(?:unit|home|contract) )?(?:kind|type)$/ },
      groupCode: {
        exact: /^(?:placement |provision )?(?:group|category|service)$/,
        loose: /category|group|provision type/,
      },
      places: {
        exact: /^(?:registered |contracted )?(?:places|beds|capacity|no (?:places|beds))$/,
        loose: /places|beds|capacity/,
      },
      annualCostPence: { exact: /^(?:annual|yearly|total|contract) (?:cost|budget|value|price)$/, loose: /annual/ },
      utilisationPercent: { exact: /^(?:utilisation|occupancy)(?: percent)?$/, loose: /occupancy|utilisation/ },
      from: {
        exact: /^(?:start|from|opened|contract start)(?: date)?$|^date (?:from|opened|start)$/,
        loose: /start|from/,
      },
    },
    assumed: {
      from: { stated: 'year-start', say: 'in use from the first day of the year' },
      code: { from: 'name', say: 'the name stands for the code' },
    },
  },
];
