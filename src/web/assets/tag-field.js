// Tag fields: filled in below.
