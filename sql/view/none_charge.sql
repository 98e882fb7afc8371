-- none_charge: an empty relation with the columns of charges, which stands in when no delivery reaches into a period.
-- {{columns}}  name and type of every column
CREATE TABLE none_charge ({{columns}})
