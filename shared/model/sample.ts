/** The name the sample council bears in a copy: what tells it from a council’s own rows. */
export const sampleCouncil = 'Northamptonshire Children’s Trust (sample)';
