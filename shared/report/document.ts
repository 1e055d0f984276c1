/**
 * A report as content: the same document becomes PDF and HTML, so the two can never differ. Text is plain; money in
 * prose and in tables comes from the same whole pence.
 */
export type ReportBlock =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; items: string[] }
  | ReportTable
  | ReportChart;

export type ReportTable = {
  kind: 'table';
  caption: string;
  columns: { label: string; numeric: boolean }[];
  rows: { cells: string[]; total: boolean }[];
  /** Said under the table: units, suppression, parts that do not cast. */
  note: string | null;
};

/** A chart as data: bars from–to (a waterfall), or lines over labels. Values are pence unless `unit` says otherwise. */
export type ReportChart = {
  kind: 'chart';
  /** What it is, in a few words: the name of its picture. */
  name: string;
  /** States the finding. */
  caption: string;
  shape: 'waterfall' | 'lines' | 'bars';
  unit: '£m' | 'children';
  labels: string[];
  series: { label: string; values: (number | null)[] }[];
};

export type ReportSection = { title: string; blocks: ReportBlock[] };

export type Report = {
  title: string;
  audience: string;
  /** Public papers suppress small numbers. */
  public: boolean;
  cover: { label: string; value: string }[];
  /** The cover stands above the first section, on its page, rather than on one of its own. */
  coverOnFirstPage?: true;
  sections: ReportSection[];
  /** Every amount said in prose: what it is and its whole pence, so that a test can hold prose against tables. */
  said: { what: string; pence: number; text: string }[];
};

export const audiences = ['operational', 'strategic', 'transformation', 'joint-committee', 'scrutiny'] as const;
export type Audience = (typeof audiences)[number];

/** PDF, one HTML page and a Word document hold the whole report; PNG is its charts, a picture each. */
export const reportFormats = ['pdf', 'html', 'docx', 'png'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** The charts of a report in its order. */
export function chartsOf(report: Report): ReportChart[] {
  return report.sections.flatMap((section) => section.blocks).filter((block) => block.kind === 'chart');
}
