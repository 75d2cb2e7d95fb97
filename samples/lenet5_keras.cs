#:project ../src/Diglot.Keras/Diglot.Keras.csproj
#:property PublishAot=false
// LeNet-5 the Keras way: dotnet run -c Release samples/lenet5_keras.cs
using static Diglot.Keras.Api;

var ((x_train, y_train), (x_test, y_test)) = keras.datasets.mnist.load_data();
x_train = x_train.reshape(-1, 28, 28, 1) / 255f;
x_test = x_test.reshape(-1, 28, 28, 1) / 255f;
y_train = keras.utils.to_categorical(y_train, num_classes: 10);
y_test = keras.utils.to_categorical(y_test, num_classes: 10);

// With a sigmoid network and a learning rate of 0.01 some seeds never leave the loss ln(10); this one does.
keras.utils.set_random_seed(2);

var model = keras.Sequential([
    keras.layers.Conv2D(6, kernel_size: (5, 5), padding: "same", activation: "sigmoid"),
    keras.layers.AveragePooling2D(pool_size: (2, 2)),
    keras.layers.Conv2D(16, kernel_size: (5, 5), activation: "sigmoid"),
    keras.layers.AveragePooling2D(pool_size: (2, 2)),
    keras.layers.Flatten(),
    keras.layers.Dense(120, activation: "sigmoid"),
    keras.layers.Dense(84, activation: "sigmoid"),
    keras.layers.Dense(10, activation: "softmax"),
]);

model.compile(optimizer: keras.optimizers.Adam(learning_rate: 0.01), loss: "categorical_crossentropy", metrics: ["accuracy"]);
model.fit(x_train, y_train, batch_size: 64, epochs: 10, validation_split: 0.2, shuffle: true);
model.summary();

var (loss, accuracy) = model.evaluate(x_test, y_test);
Console.WriteLine($"test loss {loss:F4}, test accuracy {accuracy:F4}");
