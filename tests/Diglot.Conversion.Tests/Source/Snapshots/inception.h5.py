# Inception in Keras, converted from model.keras (written by diglot convert): python model.py
# Input (N, 7, 6, 3), output (N, 3).
import keras
from keras import layers


def inception():
    inputs = keras.Input((7, 6, 3), name="image")                               # (N, 7, 6, 3)
    b2 = layers.Conv2D(2, 1, activation="relu", name="b2_reduce")(inputs)       # (N, 7, 6, 2)
    b2 = layers.Conv2D(3, 3, padding="same", activation="relu", name="b2")(b2)  # (N, 7, 6, 3)
    b3 = layers.Conv2D(3, 1, activation="relu", name="b3_reduce")(inputs)
    b3 = layers.Conv2D(4, 5, padding="same", activation="relu", name="b3")(b3)  # (N, 7, 6, 4)
    b4 = layers.MaxPooling2D(3, strides=1, padding="same", name="b4_pool")(inputs)
    b4 = layers.Conv2D(2, 1, activation="relu", name="b4")(b4)                  # (N, 7, 6, 2)
    b1 = layers.Conv2D(2, 1, activation="relu", name="b1")(inputs)              # (N, 7, 6, 2)
    x = layers.Concatenate(name="join")([b1, b2, b3, b4])                       # (N, 7, 6, 11)
    x = layers.Flatten(name="flatten")(x)                                       # (N, 462)
    x = layers.Dense(3, name="fc")(x)                                           # (N, 3)
    return keras.Model(inputs, x, name="functional")


def load(path="inception.h5"):
    model = inception()
    model.load_weights(path)
    return model


if __name__ == "__main__":
    model = load()
    model.summary()
    print(model(keras.random.uniform((1, 7, 6, 3))).shape)
