-- saved_view_count: how many views there are, whoever they belong to.
SELECT count(*) FROM saved_view;
