"""What a learner can do with a collection: one function for each verb. No Qt, no SQL."""
