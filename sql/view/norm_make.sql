-- norm_make: tables of what keys and values of tags are called, kept in memory as long as their data version; on a server their rows
-- are part of each question. Providers that no rule names are one group, ''.
-- {{name}}  begins the names of both
CREATE TABLE {{name}}_key (provider_group VARCHAR, raw_key VARCHAR, norm_key VARCHAR, place INTEGER);
CREATE TABLE {{name}}_value (norm_key VARCHAR, raw_value VARCHAR, norm_value VARCHAR)
