/* Ends the table of a theory, so that it can be read again for something else. Without a guard. */
#undef KEY
#undef FIGURE
#undef COLUMN
#undef PUBLISHED
#undef PUBLISHED_BOUND
