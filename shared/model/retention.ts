import { z } from 'zod';

/** How long what is held of children is kept, in days; the council's own schedule takes the place of these. */
export const retentionSchema = z.strictObject({
  /** After the end of a child's last placement: rows, and what the log says of them. */
  children: z.number().int().min(1).max(36_525),
  /** Rows that an import refused, as they stood in the file. */
  problems: z.number().int().min(1).max(36_525),
  /** Local copies that were set aside (damaged, replaced, rescued) and unsaved work nobody came back to. */
  setAside: z.number().int().min(1).max(36_525),
});
export type Retention = z.infer<typeof retentionSchema>;

export const defaultRetention: Retention = { children: 3_653, problems: 365, setAside: 90 };

export const retentionLabels: Record<keyof Retention, string> = {
  children: 'children, after their last placement ended',
  problems: 'rows that imports refused',
  setAside: 'copies set aside and unsaved work',
};

/** The schedule in a setting's text; what it leaves out, or cannot be read, is as by default. */
export function retentionOf(text: string | null): Retention {
  try {
    const kept = retentionSchema.partial().parse(JSON.parse(text ?? '{}'));
    return {
      ...defaultRetention,
      ...(Object.fromEntries(Object.entries(kept).filter(([, days]) => days !== undefined)) as Partial<Retention>),
    };
  } catch {
    return defaultRetention;
  }
}

/** The day before which everything is due, `days` before `now`. */
export function dueBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
}
