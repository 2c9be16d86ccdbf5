"""From a parse to records: mentions, references, events and claims. The only stage that reads a parse."""
