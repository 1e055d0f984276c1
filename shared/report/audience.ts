import type { Audience } from './document.ts';

export type SectionKey =
  | 'purpose'
  | 'summary'
  | 'outturn'
  | 'savings'
  | 'invest'
  | 'demand'
  | 'bridge'
  | 'risks'
  | 'funders'
  | 'plan'
  | 'sufficiency'
  | 'leavers'
  | 'activity'
  | 'programme'
  | 'performance'
  | 'commentary'
  | 'assumptions'
  | 'limitations'
  | 'appendix';

/** What each board reads: its name, why the paper comes to it, whether it is public, and its sections in order. */
export const audienceInformation: Record<
  Audience,
  { name: string; purpose: string; public: boolean; sections: SectionKey[] }
> = {
  operational: {
    name: 'Operational Group',
    purpose:
      'To report the forecast in full so that officers can agree the figures, the actions and what goes to the boards.',
    public: false,
    sections: [
      'purpose',
      'summary',
      'outturn',
      'bridge',
      'savings',
      'invest',
      'demand',
      'risks',
      'funders',
      'plan',
      'sufficiency',
      'leavers',
      'activity',
      'programme',
      'performance',
      'commentary',
      'assumptions',
      'limitations',
      'appendix',
    ],
  },
  strategic: {
    name: 'Strategic Group',
    purpose: 'To report where the year is forecast to end, why, and what the partners are asked to decide.',
    public: false,
    sections: [
      'purpose',
      'summary',
      'outturn',
      'bridge',
      'funders',
      'demand',
      'risks',
      'plan',
      'sufficiency',
      'performance',
      'commentary',
      'assumptions',
      'limitations',
    ],
  },
  transformation: {
    name: 'Transformation and Efficiency Board',
    purpose: 'To report delivery of savings and the return on invest-to-save money against what was agreed.',
    public: false,
    sections: [
      'purpose',
      'summary',
      'savings',
      'invest',
      'outturn',
      'demand',
      'risks',
      'plan',
      'programme',
      'performance',
      'commentary',
      'assumptions',
      'limitations',
      'appendix',
    ],
  },
  'joint-committee': {
    name: 'Joint Committee',
    purpose: 'To inform members of the forecast outturn and of each council’s share of it.',
    public: true,
    sections: [
      'purpose',
      'summary',
      'outturn',
      'funders',
      'savings',
      'invest',
      'demand',
      'bridge',
      'risks',
      'plan',
      'commentary',
      'assumptions',
      'limitations',
    ],
  },
  scrutiny: {
    name: 'Scrutiny',
    purpose: 'To let members examine the forecast, its main causes and its uncertainty.',
    public: true,
    sections: [
      'purpose',
      'summary',
      'outturn',
      'demand',
      'savings',
      'bridge',
      'risks',
      'plan',
      'commentary',
      'assumptions',
      'limitations',
    ],
  },
};
