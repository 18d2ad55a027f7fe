export const triage = { title: 'Mesa de revisión' };
