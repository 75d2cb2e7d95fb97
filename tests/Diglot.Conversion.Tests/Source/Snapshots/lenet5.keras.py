# Lenet in Keras (written by diglot convert): python model.py
# Input (N, 28, 28, 1), output (N, 10).
# The input 'input' is (None, 28, 28, 1) here, (None, 1, 28, 28) in the source: axes 0, 2, 3, 1 of the
#   source's.
import keras
from keras import layers


def lenet():
    return keras.Sequential([
        keras.Input((28, 28, 1)),                                                 # (N, 28, 28, 1)
        layers.Conv2D(6, 5, padding="same", activation="sigmoid", name="conv1"),  # (N, 28, 28, 6)
        layers.AveragePooling2D(2, name="avgpool2d"),                             # (N, 14, 14, 6)
        layers.Conv2D(16, 5, activation="sigmoid", name="conv2"),                 # (N, 10, 10, 16)
        layers.AveragePooling2D(2, name="avgpool2d_1"),                           # (N, 5, 5, 16)
        layers.Flatten(name="flatten"),                                           # (N, 400)
        layers.Dense(120, activation="sigmoid", name="fc1"),                      # (N, 120)
        layers.Dense(84, activation="sigmoid", name="fc2"),                       # (N, 84)
        layers.Dense(10, name="fc3"),                                             # (N, 10)
    ], name="lenet")


def load(path="lenet5.keras"):
    model = lenet()
    model.load_weights(path)
    model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.001, epsilon=1e-08), loss=keras.losses.CategoricalCrossentropy(from_logits=True))
    return model


if __name__ == "__main__":
    model = load()
    model.summary()
    print(model(keras.random.uniform((1, 28, 28, 1))).shape)
