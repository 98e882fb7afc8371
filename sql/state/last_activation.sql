-- last_activation: when a delivery last became active; NULL when none ever did. One row.
SELECT max(activated_at) FROM delivery;
