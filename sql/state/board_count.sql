-- board_count: how many boards there are, whoever they belong to.
SELECT count(*) FROM board;
