import { describe, expect, test } from 'vitest';
import { recognise, sureEnough } from '../../../electron/services/import/recognise.ts';
import { type ImportContext, noContext } from '../../../shared/import-mapping/import-context.ts';
import type { RegisterName } from '../../../shared/model/registers.ts';
import { defaultGroups } from '../../../shared/ssda903/codes.ts';

/** Headers as they stand in exports of Oracle, SAP, Unit4, Liquidlogic and Mosaic and in officers’ own workbooks. */
const extracts: readonly [RegisterName, string, readonly string[]][] = [
  [
    'budgetLines',
    'Childrens Services Budget 2025-26.csv',
    [
      'Cost code,Cost code description,Division,Gross budget,Income,Net budget',
      'E1001,Residential placements (external),Placements,"4,000,000","-200,000","3,800,000"',
      'E1002,IFA,Placements,"3,000,000",0,"3,000,000"',
    ],
  ],
  [
    'budgetLines',
    'Approved Budget.xlsx',
    ['Budget Code,Budget Title,25/26 Base Budget (£)', 'A1,Fostering allowances,100000', 'A2,Residential,200000'],
  ],
  [
    'budgetLines',
    'Oracle budgets.csv',
    [
      'Cost Centre,Cost Centre Description,Subjective Group,Annual Budget,Budget Holder',
      'X1,Team A,Employees,100,Jo',
      'X2,Team B,Employees,200,Jo',
    ],
  ],
  [
    'actuals',
    'Spend by month 2025-26.csv',
    [
      'Cost code,Description,Apr,May,Jun,Jul,Aug,Sep,Total',
      'E1001,Residential,1,2,3,4,5,6,21',
      'E1002,IFA,1,2,3,4,5,6,21',
    ],
  ],
  [
    'actuals',
    'Ledger.csv',
    ['Budget Code,Budget Title,P1,P2,P3,P4,P5,P6', 'A1,Fostering,1,2,3,4,5,6', 'A2,Res,1,2,3,4,5,6'],
  ],
  [
    'actuals',
    'SAP CO line items.csv',
    [
      'Cost Center,Cost Element,Fiscal Year,Period,Posting Date,Val. in rep. cur.,Document Number',
      'K1,500100,2025,006,01.09.2025,"1,234.50",10001',
      'K2,500100,2025,001,04.04.2025,"200.00-",10002',
    ],
  ],
  [
    'actuals',
    'Agresso GL07.csv',
    [
      'Account,Account(T),CostC,CostC(T),Period,Amount,TransNo,Trans.date',
      '4100,Fees,C1,Res,202506,1200.50,900,14/09/2025',
      '4100,Fees,C2,IFA,202501,1200.50,901,14/04/2025',
    ],
  ],
  [
    'actuals',
    'Oracle GL extract.csv',
    [
      'Period Name,Cost Centre,Account,Entered Dr,Entered Cr,Net Amount',
      'APR-25,C1,400,10,0,10',
      'MAY-25,C1,400,20,0,20',
    ],
  ],
  [
    'placements',
    'Current placements.csv',
    [
      'Child ref,Month of birth,Type of placement,Agency,Placement ID,Start,End,Weekly fee (£),Health funding (£/wk),Education funding (£/wk),Contract',
      'C1,Mar-2012,External residential,ABC,P1,01/04/2024,,5200,200,0,Framework',
      'C2,May-2013,IFA,ABC,P2,01/04/2024,,900,0,0,Spot',
    ],
  ],
  [
    'placements',
    'Liquidlogic LCS - Placements.csv',
    [
      'Person ID,Date of Birth,Placement Episode ID,Placement Type,Placement Provider,Placement Start Date,Placement End Date,Placement Cost per Week,UASC',
      '1,01/02/2012,11,Independent Fostering Agency,X,01/04/2024,,900,N',
      "2,01/02/2011,12,Residential Children's Home (External),Y,01/04/2024,,5000,N",
    ],
  ],
  [
    'placements',
    'CIC cost tracker.csv',
    [
      'P Number,DOB,Ref,Setting,Provider,Date From,Date To,£ per week,Block/Framework/Spot',
      'P1,01/02/2012,R1,Semi-independent,X,01/04/2024,,900,Spot',
      'P2,01/02/2011,R2,In house foster care,Y,01/04/2024,,400,In-house',
    ],
  ],
  [
    'savings',
    'Savings 25-26.csv',
    [
      'ID,Savings initiative,Cost code,2025/26 target £k,FYE £k,RAG status,Start date,Lead',
      '1,Step down,E1001,100,200,G,01/10/2025,AD',
      '2,IFA,E1002,50,50,A,01/04/2025,HoS',
    ],
  ],
  [
    'savings',
    'Transformation tracker.csv',
    [
      'Project Ref,Project,Budget Code,Planned saving 2025-26,Full year saving,Delivery confidence,Month from',
      'T1,A,A1,100000,200000,Amber,Jul-25',
      'T2,B,A2,100000,200000,Red,Apr-25',
    ],
  ],
  [
    'risks',
    'Risk log.csv',
    [
      'No.,Risk,Impact (1-5),Likelihood (1-5),Score,Mitigation,Owner',
      '1,Prices rise,4,3,12,Framework,AD',
      '2,Secure,5,2,10,Plan,HoS',
    ],
  ],
  [
    'risks',
    'Corporate risks.csv',
    [
      'Ref,Description of risk,Gross likelihood,Gross impact,Gross score,Controls,Net likelihood,Net impact,Net score,Risk owner',
      'CR1,Fees,4,4,16,x,3,3,9,AD',
      'CR2,Homes,4,5,20,x,3,4,12,AD',
    ],
  ],
  [
    'funders',
    'Partners.csv',
    ['Partner,Contribution %,Start date', 'Eastmere Council,90%,01/04/2025', 'Eastmere ICB,10%,01/04/2025'],
  ],
  ['funders', 'Funding partners.csv', ['Code,Partner name,Percentage share', 'EC,Eastmere,90', 'ICB,Eastmere ICB,10']],
  ['funders', 'Partner shares.csv', ['Organisation,Funding split (%)', 'Eastmere,60', 'Westmere,40']],
  [
    'jointFunding',
    'Joint funded packages.csv',
    [
      'Package,Cost code,Partner,Annual cost,Partner share %,Invoiced to date,Disputed',
      'JP1,E1001,ICB,100000,30,20000,0',
      'JP2,E1001,Education,50000,50,0,0',
    ],
  ],
  [
    'pressures',
    'Budget pressures.csv',
    [
      'Ref,Description,Cost code,Low,Most likely,High,Probability,Start month,Recurring',
      'P1,NI,E1001,1000,2000,3000,70%,Apr-25,Yes',
      'P2,NLW,E1002,1000,2000,3000,50%,Oct-25,No',
    ],
  ],
  [
    'pressures',
    'Pressures and risks.csv',
    [
      'Pressure,Budget Code,Full year £,In-year £,Likelihood',
      'Fees rise,A1,2000,1000,High',
      'Pay award,A2,2000,1000,Low',
    ],
  ],
  [
    'actuals',
    'Monthly spend.csv',
    [
      'Cost centre,Line,Type,Apr 2025,May 2025,Jun 2025,Jul 2025,Aug 2025,Sep 2025,Total',
      'E1001,Residential,Expenditure,1,2,3,4,5,6,21',
      'E1001,Residential,Income,-1,-2,-3,-4,-5,-6,-21',
    ],
  ],
  [
    'actuals',
    'Budget monitoring ledger 2025-26.csv',
    [
      'Division,Cost centre code,Cost centre name,Apr-25,May-25,Jun-25,Jul-25,Aug-25,Sep-25,YTD',
      'P,E1001,Residential,1,2,3,4,5,6,21',
      'P,E1002,IFA,1,2,3,4,5,6,21',
    ],
  ],
  [
    'actuals',
    'GL.csv',
    ['Line code,Account name,Period 1,Period 2,Period 3,Period 4', 'E1001,Res,1,2,3,4', 'E1002,Res,1,2,3,4'],
  ],
  [
    'actuals',
    'Ledger actuals.csv',
    ['Cost Centre,Description,M1,M2,M3,M4,M5,M6,Year to date', 'E1001,Res,1,2,3,4,5,6,21', 'E1002,IFA,1,2,3,4,5,6,21'],
  ],
  [
    'budgetLines',
    'Revenue budget.csv',
    [
      'Service,Budget line,Code,Expenditure £,Income £,Net £',
      'Placements,External residential,E1001,100,-5,95',
      'Staffing,Social workers,E1002,200,0,200',
    ],
  ],
  [
    'budgetLines',
    '2025-26 Original estimates.csv',
    ['Detail code,Detail,Original Budget 2025/26,Revised Budget 2025/26', 'E1001,Res,100,110', 'E1002,IFA,100,120'],
  ],
  [
    'funders',
    'Partner organisations.csv',
    ['Organisation,Type,Share of cost,Effective date', 'Eastmere,Council,0.9,01/04/2025', 'ICB,NHS,0.1,01/04/2025'],
  ],
  ['funders', 'Partners.csv', ['Ref,Partner,Share (%),From', 'A,Eastmere,75,01/04/2025', 'B,Westmere,25,01/04/2025']],
  [
    'funders',
    'Alliance members.csv',
    ['Member authority,Contribution share %,Start', 'Eastmere,75.5,01/04/2025', 'Westmere,24.5,01/04/2025'],
  ],
  [
    'jointFunding',
    'Partner funding.csv',
    [
      'Package ID,Description,Budget code,Partner,Gross annual cost (£),Partner contribution (%),Invoiced (£),Disputed (£)',
      'JP1,Home,E1001,ICB,100000,30,20000,0',
      'JP2,School,E1001,Education,50000,50,0,0',
    ],
  ],
  [
    'risks',
    'Risk register.csv',
    ['Risk ref,Risk,P,I,P x I,Owner,Action', '1,Prices rise,4,3,12,AD,x', '2,Secure,5,2,10,HoS,y'],
  ],
  [
    'risks',
    'Risks.csv',
    [
      'ID,Risk description,Category,Probability (1-5),Impact (1-5),Risk score,Residual probability,Residual impact,Residual score,Owner',
      '1,Prices rise,Fin,4,3,12,2,2,4,AD',
      '2,Secure,Fin,5,2,10,2,2,4,HoS',
    ],
  ],
  [
    'placements',
    'Placements Sept 25.csv',
    [
      'Placement ID,Child ID,Date of birth,Placement type,Provider,Framework/spot,Start date,End date,Weekly cost,Education %,Area',
      'P1,C1,01/02/2012,U4 - Foster placement with other foster carer,ABC,Spot,01/04/2024,,900,0,N',
      'P2,C2,01/02/2011,K2 - Childrens home,ABC,Framework,01/04/2024,,5000,0,N',
    ],
  ],
  [
    'placements',
    'Mosaic export.csv',
    [
      'Person Id,DOB,Placement Ref,Service Name,Supplier Name,Start Dt,End Dt,Unit Cost (weekly),Funding - Health,Funding - Education,Asylum Seeker',
      '1,01/02/2012,11,In House Fostering,X,01/04/2024,,900,0,0,N',
      '2,01/02/2011,12,External Residential,Y,01/04/2024,,5000,100,0,N',
    ],
  ],
  [
    'placements',
    'CLA.csv',
    [
      'Child reference,Born,Care type,Provider,Placement reference,Commenced,Ceased,Fee per week (£),ICB share per week (£)',
      '1,01/02/2012,Fostering - agency,X,a1,01/04/2024,,900,0',
      '2,01/02/2011,Residential,Y,a2,01/04/2024,,5000,100',
    ],
  ],
  [
    'savings',
    'Savings programme.csv',
    [
      'Ref,Title,Cost centre,Target this year (£000),Full year effect (£000),Delivered to date (£000),RAG,Start month',
      'S1,Step down,E1001,100,200,10,Green,Oct',
      'S2,IFA,E1002,50,50,10,Amber,Apr',
    ],
  ],
  [
    'savings',
    'Efficiencies.csv',
    [
      'Efficiency ref,Efficiency,Budget line,Amount £,Permanent or one-off,Confidence,Responsible officer',
      'S1,Step down,E1001,100000,Permanent,Amber,AD',
      'S2,IFA,E1002,50000,One-off,Green,HoS',
    ],
  ],
  [
    'savings',
    'MTFP.csv',
    [
      'Savings Ref,Savings Proposal,Cost Centre,2025-26 Saving,Full Year Effect,RAG Rating,Responsible Officer',
      'S1,Step down,E1001,100000,200000,Amber,AD',
      'S2,IFA,E1002,50000,50000,Green,HoS',
    ],
  ],
];
const codes = ['E1001', 'E1002', 'A1', 'A2', 'K1', 'K2', 'C1', 'C2', 'X1', 'X2'];
const context: ImportContext = {
  ...noContext,
  year: '2025/26',
  period: 6,
  groups: defaultGroups,
  lines: codes.map((code) => ({ code, name: code })),
};

/** A line of CSV as its cells. */
const cells = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
const table = (file: string, lines: readonly string[]) => ({ file, sheet: null, rows: lines.map(cells) });

describe('a table of another system', () => {
  test.each(extracts)('%s: %s is recognised without a choice', (register, file, lines) => {
    const [found] = recognise(table(file, lines), context, null);
    expect(found).toMatchObject({ mapping: { register }, missing: [] });
    expect(found?.recognition.confidence).toBeGreaterThanOrEqual(sureEnough);
  });

  test.each([
    ['a shopping list', ['Item,Shop,Bought', 'Milk,Corner,Monday', 'Bread,Corner,Tuesday']],
    ['staff on leave', ['Name,Team,Leave from,Leave to', 'A,North,01/04/2025,03/04/2025']],
    ['a table of figures only', ['1,2,3', '4,5,6', '7,8,9']],
  ])('%s is nothing that is known', (file, lines) => {
    const [found] = recognise(table(`${file}.csv`, lines), context, null);
    expect(!found || found.missing.length > 0 || found.recognition.confidence < sureEnough).toBe(true);
  });

  test('what no cell says is told, and a chance in words is never taken as certain', () => {
    const lines = ['Ref,Pressure,Cost code,Amount,Likelihood', 'P1,Fees,E1001,1000,High', 'P2,Pay,E1002,2000,Low'];
    const [found] = recognise(table('Pressures.csv', lines), context, null);
    expect(found?.mapping.columns.Likelihood).toBe('probabilityPercent');
    expect(found?.mapping.constants).not.toHaveProperty('probabilityPercent');
    expect(found?.recognition.assumed.join()).toMatch(/Status: each is open/);
  });

  test('shares written as parts of one are per cent', () => {
    const lines = ['Partner,Share,From', 'Eastmere,0.92,01/04/2025', 'ICB,0.08,01/04/2025'];
    const readings = recognise(table('Partners.csv', lines), context, null);
    expect(readings[1]?.mapping.columns.Share).toMatchObject({ values: { '0.92': '92.00', '0.08': '8.00' } });
  });

  test('income written without a minus is read as income', () => {
    const lines = ['Cost code,Description,Gross budget,Income budget', 'E1,Homes,"5,000",400', 'E2,Fees,"6,000",0'];
    const [found] = recognise(table('Budget 2025-26.csv', lines), context, null);
    expect(found?.mapping.columns['Income budget']).toMatchObject({ column: 'incomeBudgetPence', sign: 'reversed' });
    expect(found?.recognition.assumed.join()).toMatch(/without a minus/);
  });
});
