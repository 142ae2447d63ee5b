"""Define, train and check the networks: the only package that imports Keras and TensorFlow."""
