/** What reviews, searches, allowances and comments say, in English. */
export const improving = {
  'review.injections': 'Injections',
  'review.again': 'Scan again',
  'review.clean': 'Nothing in the draft looks like an injection.',
  'review.incomplete': 'The scan did not reach the end of the text.',
  'severity.low': 'Low',
  'severity.medium': 'Medium',
  'severity.high': 'High',
  'review.suggestions': 'Suggestions',
  'review.noSuggestions': 'Nothing stands out.',
  'review.costs': 'About {tokens} tokens in, {output} out for each call',
  'review.perThousand': 'A thousand calls',
}
