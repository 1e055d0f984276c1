import type { Generated } from 'kysely';

type Stamps = { id: Generated<number>; created_at: string; updated_at: string; version: Generated<number> };

/** The tables that are not registers, as kysely sees them. Written by hand beside migrations 005 and 006. */
export type LogTables = {
  settings: Stamps & { key: string; value: string | null };
  change_groups: Stamps & { at: string; who: string; words: string; why: string | null; undone: Generated<number> };
  changes: Stamps & {
    group_id: number;
    entity: string;
    row_id: number;
    before: string | null;
    after: string | null;
    salt: string | null;
    digest: string | null;
    chain: string | null;
  };
  erasures: Stamps & {
    at: string;
    who: string;
    scope: string;
    subject: string;
    why: string;
    counts: string;
    log_head: string;
    signature: string;
    key_id: string;
  };
  imports: Stamps & {
    group_id: number | null;
    at: string;
    files: string;
    added: number;
    changed: number;
    unchanged: number;
    rejected: number;
  };
  import_problems: Stamps & {
    import_id: number;
    file: string;
    row: number;
    column_header: string | null;
    code: string;
    message: string;
    before: string | null;
    after: string | null;
    original: string | null;
  };
  import_mappings: Stamps & { register: string; header: string; column_key: string };
  table_mappings: Stamps & { fingerprint: string; register: string; mapping: string };
  import_reconciliations: Stamps & {
    import_id: number;
    file: string;
    register: string | null;
    rows: number;
    taken: number;
    repeated: number;
    set_aside: number;
    left_out: number;
    amounts: string;
  };
  postings: Stamps & {
    import_id: number;
    year: string;
    period: number;
    line_code: string;
    source: string;
    file: string;
    row: number;
    cost_centre: string | null;
    document: string | null;
    posted: string | null;
    kind: string | null;
    expenditure_pence: number;
    income_pence: number;
  };
  exports: Stamps & {
    name: string;
    kind: string;
    at: string;
    sha256: string;
    scenario: string;
    bytes: number;
    path: string | null;
    who: string | null;
  };
  forecast_runs: Stamps & {
    scenario_id: number | null;
    at: string;
    engine_version: string;
    seed: number;
    input_sha256: string;
    data_date: string;
    summary: string;
  };
  issued_periods: Stamps & {
    year: string;
    period: number;
    at: string;
    who: string;
    scenario: string;
    engine_version: string;
    input_sha256: string;
    document: string;
    why: string | null;
    open_checks: string | null;
    reopened_at: string | null;
    reopened_who: string | null;
    reopened_why: string | null;
  };
  deliveries: Stamps & {
    export_id: number;
    destination: string;
    state: string;
    attempts: number;
    next_at: string | null;
    last_error: string | null;
    receipt: string | null;
    claimed_by: string | null;
    claimed_until: string | null;
  };
  publications: Stamps & {
    council: string;
    day: string;
    vintage: number;
    filter: string;
    figures: string;
    told: string;
    output: string;
    why: string | null;
    who: string;
  };
  people: Stamps & { account: string; name: string };
  team_groups: Stamps & { group_id: number };
  text_answers: Stamps & {
    place: string;
    kinds: string;
    mark: string | null;
    answer: string;
    role: string;
    reason: string;
    who: string;
    answered_at: string;
  };
};
