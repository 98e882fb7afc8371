-- comment: what a column of a view holds, as the table of columns says it.
-- {{view}}  the view   {{column}}  the column   {{text}}  the words, quoted
COMMENT ON COLUMN bi.{{view}}.{{column}} IS {{text}};
