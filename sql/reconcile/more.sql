-- more: are there bills with more than their invoice has? Only then is it worth looking for doubles.
SELECT 1 FROM rec_compare WHERE delta > half LIMIT 1
