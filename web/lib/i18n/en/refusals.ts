import type { refusals as es } from '../es/refusals.ts';

export const refusals: typeof es = {
  refused: 'Vigía did not accept this step. Reload the page to see how things stand now.',
  post_unknown: 'There is no such post. Go back to the desk and choose another.',
  post_changed: 'The text changed while the post was open. Read the new text, then decide.',
  review_unknown: 'There is no such verdict. Reload to see the history.',
  review_superseded: 'A newer verdict stands, or this one was already undone. Reload to see the history.',
  term_known: 'This term is already watched on this platform and place.',
  report_empty: 'Choose at least one confirmed post.',
  report_posts_taken:
    'One of the chosen posts is not confirmed, is on another platform or is already in an open report.',
  report_unknown: 'There is no such report. Go back to the list of reports.',
  report_own: 'The person who built a report cannot approve it. Ask somebody else to review it.',
  report_not_draft: 'This report is no longer a draft. Reload to see its state.',
  report_not_exported: 'Only an exported report can be marked as submitted.',
  report_withdrawn: 'This report was withdrawn already.',
  user_known: 'There is already a person with this address.',
  password_short: 'The password needs at least 12 characters.',
  evidence_missing: 'The evidence file is not in the store. Tell whoever administers Vigía.',
  evidence_changed: 'The evidence file is no longer what was filed. Do not use it; tell whoever administers Vigía.',
  file_unreadable: 'The file could not be read. Choose a JSON, HTML or CSV file saved from one of the platforms.',
  file_empty: 'The file is empty. Choose another.',
  file_large: 'The file is larger than 30 MB. Split it into smaller parts.',
  settings_changed:
    'Somebody else changed this while you had it open, so nothing was saved. Reload, look at what is there now, and repeat your change if it is still needed.',
  position_changed:
    'The platform’s position was read again since you opened the page. Reload and read it before you decide.',
  secret_key_wrong:
    'The key that secrets are kept with cannot be used on this server, so nothing was saved. Tell whoever runs the server: “npx vigia doctor” says what is wrong with the key.',
  alarm_closed: 'This alarm was closed already. Reload to see how things stand now.',
  form_invalid: 'Something in the form is missing or does not have the expected form. Check it and send it again.',
};
